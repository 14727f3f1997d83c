namespace IncubatorHub.Laboratory.Bookings;

/// <summary>What upper modules ask about how much companies use a laboratory, as far as the caller sees their bookings.</summary>
public sealed class CompanyUse(HubDbContext db)
{
    private static readonly BookingState[] Used = [BookingState.CheckedIn, BookingState.InUse, BookingState.Completed, BookingState.CutShort];

    /// <summary>Hours, within the span, of bookings that somebody came to. A company without any is left out.</summary>
    /// <param name="facilityId">Where.</param>
    /// <param name="companyIds">Whose.</param>
    /// <param name="from">Included.</param>
    /// <param name="until">Excluded.</param>
    /// <param name="cancel">Ends the wait.</param>
    public async Task<IReadOnlyDictionary<Guid, double>> Hours(Guid facilityId, IReadOnlyList<Guid> companyIds, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel)
    {
        var rows = await db.Bookings.AsNoTracking()
            .Where(booking => booking.FacilityId == facilityId && companyIds.Contains(booking.CompanyId) && booking.StartsAt < until && booking.EndsAt > from && Used.Contains(booking.State))
            .Select(booking => new { booking.CompanyId, booking.StartsAt, booking.EndsAt }).ToListAsync(cancel);
        return rows.GroupBy(row => row.CompanyId).ToDictionary(
            group => group.Key, group => group.Sum(row => ((row.EndsAt < until ? row.EndsAt : until) - (row.StartsAt > from ? row.StartsAt : from)).TotalHours));
    }
}
