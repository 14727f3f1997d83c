using System.Text.Json;
using IncubatorHub.Devices.Readings;
using IncubatorHub.Protocol;

namespace IncubatorHub.Laboratory.Access;

/// <summary>Who came to a house, by the cards that its doors let in: what modules above ask. It says that somebody came, and neither when nor where.</summary>
public sealed class HouseVisits
{
    /// <summary>Most events looked at, the newest first; a house has some hundred a day.</summary>
    public const int MaxEvents = 5_000;

    private readonly HubDbContext _db;
    private readonly CardNumbers _numbers;

    internal HouseVisits(HubDbContext db, CardNumbers numbers) => (_db, _numbers) = (db, numbers);

    /// <summary>Those of the people whose card opened a door of the house since then. It asks for the hub itself: say to nobody more than they may know.</summary>
    public async Task<IReadOnlySet<Guid>> SeenSince(Guid facilityId, IReadOnlyCollection<Guid> people, DateTimeOffset since, CancellationToken cancel)
    {
        var seen = new HashSet<Guid>();
        var cards = await _db.AccessCards.IgnoreQueryFilters([ScopeFilters.Name]).AsNoTracking()
            .Where(card => card.FacilityId == facilityId && people.Contains(card.PersonId!.Value)).ToDictionaryAsync(card => card.NumberHash, cancel);
        if (cards.Count == 0)
            return seen;
        var events = await _db.Set<StoredEvent>().IgnoreQueryFilters([ScopeFilters.Name]).AsNoTracking()
            .Where(one => one.FacilityId == facilityId && one.OccurredAt >= since && one.Kind == EventKinds.DoorGranted)
            .OrderByDescending(one => one.OccurredAt).Take(MaxEvents).Select(one => new { one.OccurredAt, one.Detail }).ToListAsync(cancel);
        foreach (var read in events.Select(one => (one.OccurredAt, Number: CardOf(one.Detail))).Where(one => one.Number.Length > 0).DistinctBy(one => one.Number))
        {
            if (cards.TryGetValue(await _numbers.HashOf(_db, facilityId, read.Number, cancel), out var card) && card.IsGoodAt(read.OccurredAt))
                seen.Add(card.PersonId!.Value);
        }

        return seen;
    }

    private static string CardOf(string? detail)
    {
        if (string.IsNullOrEmpty(detail))
            return "";
        using var parsed = JsonDocument.Parse(detail);
        return parsed.RootElement.ValueKind is JsonValueKind.Object && parsed.RootElement.TryGetProperty("card", out var value) ? value.ToString() : "";
    }
}
