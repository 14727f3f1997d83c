namespace IncubatorHub.Laboratory.Bookings.Kiosks;

/// <summary>The codes by which the caller's own bookings are checked in at a kiosk; of instruments that have one. For the holder's pages only.</summary>
[UseCase(Right.BookEquipment)]
internal sealed class ReadCheckInCodes(HubDbContext db, CallerContext context) : IUseCase<ReadCheckInCodes.Request, ReadCheckInCodes.Answer>
{
    /// <param name="Ids">Of bookings; those of others are left out.</param>
    public sealed record Request(IReadOnlyList<Guid> Ids) : IRequest<Answer>;

    /// <param name="Codes">By booking.</param>
    public sealed record Answer(IReadOnlyDictionary<Guid, string> Codes);

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        var me = context.Caller.Id;
        var rows = await (
            from booking in db.Bookings
            where request.Ids.Contains(booking.Id) && booking.PersonId == me && booking.State == BookingState.Confirmed
            // The link is its staff's; the code that follows from it is the holder's.
            join link in db.KioskLinks.IgnoreQueryFilters([ScopeFilters.Name]) on booking.EquipmentId equals (Guid?)link.EquipmentId
            where link.RevokedAt == null
            select new { booking.Id, link }).ToListAsync(cancel);
        return new Answer(rows.ToDictionary(row => row.Id, row => row.link.CodeOf(row.Id)));
    }
}
