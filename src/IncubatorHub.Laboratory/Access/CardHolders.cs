namespace IncubatorHub.Laboratory.Access;

/// <summary>Whose card a reader read.</summary>
internal sealed class CardHolders(CardNumbers numbers)
{
    /// <summary>The card with this number at the facility; null when none is known. Ask <see cref="AccessCard.IsGoodAt"/> whether it counted.</summary>
    public async Task<AccessCard?> Find(HubDbContext db, Guid facilityId, string cardNumber, CancellationToken cancel)
    {
        var hash = await numbers.HashOf(db, facilityId, cardNumber, cancel);
        return await db.AccessCards.AsNoTracking().SingleOrDefaultAsync(card => card.FacilityId == facilityId && card.NumberHash == hash, cancel);
    }
}
