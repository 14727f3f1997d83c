using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Bookings.Outages;

/// <summary>Lists the bookings that an outage hits, soonest first.</summary>
[UseCase(Right.ManageBookings)]
internal sealed class ListAffectedBookings(HubDbContext db, BookingParties parties, OutageReach reach) : IUseCase<ListAffectedBookings.Request, IReadOnlyList<BookingView>>
{
    public sealed record Request(Guid OutageId) : IRequest<IReadOnlyList<BookingView>>;

    public async Task<Outcome<IReadOnlyList<BookingView>>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Outages.SingleOrDefaultAsync(one => one.Id == request.OutageId, cancel) is not { } outage)
            return CommonProblems.NotFound("outage", request.OutageId);
        if (!parties.Runs(outage.FacilityId))
            return CommonProblems.Forbidden(Right.ManageBookings);
        var hit = await reach.BookingsHitBy(outage, cancel);
        return Outcome<IReadOnlyList<BookingView>>.Of(await hit.Take(BookingLimits.MostAffected).Select(BookingView.Of(db)).ToListAsync(cancel));
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/outages/{outageId:guid}/bookings", (Guid outageId, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(outageId), cancel))
        .For<ListAffectedBookings>("Lists the bookings that an outage hits", $"At most {BookingLimits.MostAffected}, soonest first.");
}
