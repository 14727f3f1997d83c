using System.ComponentModel.DataAnnotations;
using IncubatorHub.Laboratory.Bookings.Waiting;
using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Bookings.Outages;

/// <summary>Cancels bookings that an outage hits, free of charge; their holders are told. Those that can go elsewhere are moved one by one instead.</summary>
[UseCase(Right.ManageBookings, Writes = true)]
internal sealed class CancelForOutage(HubDbContext db, BookingParties parties, OutageReach reach, BookingDesk desk, WaitlistOffers offers, TimeProvider time)
    : IUseCase<CancelForOutage.Request, CancelledForOutage>
{
    public sealed record Request(Guid OutageId, Choice? Choice) : IRequest<CancelledForOutage>;

    public sealed record Choice
    {
        /// <summary>Which; left out: all that it hits.</summary>
        [MaxLength(BookingLimits.MostAffected)]
        public IReadOnlyList<Guid>? BookingIds { get; init; }
    }

    public async Task<Outcome<CancelledForOutage>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Outages.SingleOrDefaultAsync(one => one.Id == request.OutageId, cancel) is not { } outage)
            return CommonProblems.NotFound("outage", request.OutageId);
        if (!parties.Runs(outage.FacilityId))
            return CommonProblems.Forbidden(Right.ManageBookings);
        var hit = await (await reach.BookingsHitBy(outage, cancel)).Select(booking => booking.Id).Take(BookingLimits.MostAffected + 1).ToListAsync(cancel);
        var wanted = request.Choice?.BookingIds is { } some ? hit.Where(some.Contains).ToList() : [.. hit.Take(BookingLimits.MostAffected)];
        foreach (var id in wanted)
        {
            if (await desk.Find(id, [], cancel) is not { Main.State.IsLive: true } group)
                continue;
            // Who was offered the time goes on waiting.
            var problem = group.Main.State is BookingState.Held
                ? await offers.Withdraw(group, outage.Cause, cancel)
                : await desk.Release(group, BookingState.OutageCancelled, BookingChange.OutageCancelled, outage.Cause, time.GetUtcNow(), cancel);
            if (problem is not null)
                return problem;
        }

        return new CancelledForOutage(wanted, hit.Count - wanted.Count);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/outages/{outageId:guid}/cancel-bookings", (Guid outageId, HttpUseCases http, CancellationToken cancel, Choice? choice = null) =>
            http.Answer(new Request(outageId, choice), cancel))
        .For<CancelForOutage>("Cancels bookings that an outage hits", $"Free of charge. At most {BookingLimits.MostAffected} at a time; the answer says how many are left.");
}

/// <summary>What was cancelled.</summary>
/// <param name="BookingIds">Those that were.</param>
/// <param name="Left">How many more the outage hits.</param>
public sealed record CancelledForOutage(IReadOnlyList<Guid> BookingIds, int Left);
