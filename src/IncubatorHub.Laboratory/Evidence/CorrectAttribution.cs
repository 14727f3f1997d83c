using System.ComponentModel.DataAnnotations;
using IncubatorHub.Laboratory.Bookings;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>Says by hand whose use a session was. It then stands, whatever evidence comes.</summary>
[UseCase(Right.ManageBookings, Writes = true)]
internal sealed class CorrectAttribution(HubDbContext db, SessionAttributor attributor, CallerContext context) : IUseCase<CorrectAttribution.Request, AttributionView>
{
    /// <summary>Whose it was.</summary>
    public sealed record Fields
    {
        /// <summary>The booking that it was; its holder and company go with it. Null: nobody's.</summary>
        public Guid? BookingId { get; init; }

        /// <summary>Why; 1 to 500 characters.</summary>
        [Required, StringLength(500, MinimumLength = 1)]
        public required string Note { get; init; }
    }

    public sealed record Request(Guid Id, Guid? SeenVersion, Fields Fields) : IRequest<AttributionView>, IEdit;

    public async Task<Outcome<AttributionView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.SessionAttributions.SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } row)
            return CommonProblems.NotFound("attribution", request.Id);
        if (!context.Caller.MayAtFacility(Right.ManageBookings, row.FacilityId))
            return CommonProblems.Forbidden(Right.ManageBookings);
        if (row.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        Booking? booking = null;
        if (request.Fields.BookingId is { } id && (booking = await db.Bookings.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel)) is null)
            return CommonProblems.Invalid("bookingId", "There is no such booking.");
        if (booking is not null && booking.EquipmentId != row.EquipmentId)
            return EvidenceProblems.NotOfEquipment;
        (row.BookingId, row.PersonId, row.CompanyId, row.Confidence) = (booking?.Id, booking?.PersonId, booking?.CompanyId, 100);
        (row.IsCorrected, row.Note, row.Reasons) = (true, request.Fields.Note, "");
        await attributor.Reconsider(row, cancel);
        await db.SaveChangesAsync(cancel);
        return await db.SessionAttributions.Where(one => one.Id == row.Id).Select(AttributionView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/session-attributions/{id:guid}", (Guid id, Fields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<CorrectAttribution>("Corrects whose use a session was", "Refusals: evidence.not-of-equipment (409).");
}
