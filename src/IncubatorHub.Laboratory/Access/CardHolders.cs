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

    /// <summary>The same for many cards in one query; those that nobody knows are left out.</summary>
    public async Task<Dictionary<(Guid FacilityId, string Number), AccessCard>> FindAll(
        HubDbContext db, IReadOnlyCollection<(Guid FacilityId, string Number)> read, CancellationToken cancel)
    {
        var hashes = new Dictionary<(Guid, string), string>();
        foreach (var (facility, number) in read)
            hashes[(facility, number)] = await numbers.HashOf(db, facility, number, cancel);
        // The facility is part of what is hashed.
        var wanted = hashes.Values.Distinct().ToList();
        var found = await db.AccessCards.AsNoTracking().Where(card => wanted.Contains(card.NumberHash)).ToDictionaryAsync(card => card.NumberHash, cancel);
        return hashes.Where(one => found.ContainsKey(one.Value)).ToDictionary(one => one.Key, one => found[one.Value]);
    }
}
