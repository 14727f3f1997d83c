namespace IncubatorHub.Laboratory.Bookings;

/// <summary>
/// Makes those who judge the same company's limits or the same instrument's time take turns. Always in one order, companies before resources,
/// so that two never wait for each other.
/// </summary>
internal static class BookingTurns
{
    public static Task TakeBookingTurns(this HubDbContext db, Guid companyId, IEnumerable<Guid> resourceIds, CancellationToken cancel) =>
        db.TakeBookingTurns([companyId], resourceIds, cancel);

    /// <summary>For work on several companies at once: all turns beforehand, for taken one by one they would be out of order.</summary>
    public static Task TakeBookingTurns(this HubDbContext db, IEnumerable<Guid> companyIds, IEnumerable<Guid> resourceIds, CancellationToken cancel) => db.TakeTurns(
    [
        .. companyIds.Distinct().Order().Select(id => RowLocks.NameOf("bookings of a company", id)),
        .. resourceIds.Distinct().Order().Select(id => RowLocks.NameOf("bookings of a resource", id)),
    ], cancel);
}
