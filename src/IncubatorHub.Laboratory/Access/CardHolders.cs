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

    /// <summary>The cards with these numbers, by the number as it was given; one query for any number of them.</summary>
    public async Task<IReadOnlyDictionary<string, AccessCard>> FindAll(HubDbContext db, Guid facilityId, IEnumerable<string> cardNumbers, CancellationToken cancel)
    {
        var hashes = new Dictionary<string, string>();
        foreach (var number in cardNumbers.Distinct())
            hashes[number] = await numbers.HashOf(db, facilityId, number, cancel);
        var wanted = hashes.Values.Distinct().ToList();
        var cards = await db.AccessCards.AsNoTracking().Where(card => card.FacilityId == facilityId && wanted.Contains(card.NumberHash)).ToDictionaryAsync(card => card.NumberHash, cancel);
        return hashes.Where(one => cards.ContainsKey(one.Value)).ToDictionary(one => one.Key, one => cards[one.Value]);
    }
}
