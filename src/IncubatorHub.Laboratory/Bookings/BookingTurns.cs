namespace IncubatorHub.Laboratory.Bookings;

/// <summary>
/// Makes those who judge the same company's limits or the same instrument's time take turns. Always in one order, companies before resources,
/// so that two never wait for each other.
/// </summary>
internal static class BookingTurns
{
    public static async Task TakeBookingTurns(this HubDbContext db, Guid companyId, IEnumerable<Guid> resourceIds, CancellationToken cancel)
    {
        await db.TakeTurn("bookings of a company", companyId, cancel);
        foreach (var id in resourceIds.Distinct().Order())
            await db.TakeTurn("bookings of a resource", id, cancel);
    }
}
