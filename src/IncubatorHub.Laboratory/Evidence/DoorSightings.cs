using System.Text.Json;
using IncubatorHub.Devices.Readings;
using IncubatorHub.Laboratory.Access;
using IncubatorHub.Protocol;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>That somebody's card opened a door, and somebody went through.</summary>
/// <param name="PersonId">Whose card it is.</param>
/// <param name="Into">The zone behind the door; null: outside. A reader that nobody registered is taken for one that lets in.</param>
/// <param name="OutOf">The zone before it; null: outside.</param>
/// <param name="At">By the clock of the door's controller.</param>
/// <param name="IsLate">The hub heard of it so late that nothing may be done because of it.</param>
internal readonly record struct Sighting(Guid PersonId, Guid? Into, Guid? OutOf, DateTimeOffset At, bool IsLate)
{
    /// <summary>It was a door of this zone, whichever way.</summary>
    public bool Touches(Guid zone) => Into == zone || OutOf == zone;
}

/// <summary>Who was let through the doors of a house.</summary>
internal sealed class DoorSightings(HubDbContext db, CardHolders cards)
{
    /// <summary>Most events looked at, the newest; a house has some thousand a day.</summary>
    private const int MaxEvents = 5_000;

    /// <summary>As for readings.</summary>
    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(5);

    /// <summary>People whose card was good and opened a door, in order. None where the doors of the house are not known.</summary>
    /// <param name="facilityId">The house.</param>
    /// <param name="from">Start (inclusive).</param>
    /// <param name="to">End (exclusive).</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<List<Sighting>> InHouse(Guid facilityId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        var doors = (await db.Doors.AsNoTracking().Where(door => door.FacilityId == facilityId && door.RetiredAt == null && door.GatewayId != null).ToListAsync(cancel))
            .ToDictionary(door => (door.GatewayId!.Value, door.ControllerKey));
        if (doors.Count == 0)
            return [];
        var events = await db.Set<StoredEvent>().AsNoTracking()
            .Where(one => one.FacilityId == facilityId && one.OccurredAt >= from && one.OccurredAt < to && one.Kind == EventKinds.DoorGranted)
            .OrderByDescending(one => one.OccurredAt).Take(MaxEvents).ToListAsync(cancel);
        var read = events.AsEnumerable().Reverse().Where(one => doors.ContainsKey((one.GatewayId, one.Source)))
            .Select(one => (Event: one, Detail: DetailOf(one))).Where(one => one.Detail.Card is not null).ToList();
        if (read.Count == 0)
            return [];
        var known = await cards.FindAll(db, facilityId, read.Select(one => one.Detail.Card!), cancel);
        var outward = (await db.DoorReaders.AsNoTracking().Where(reader => reader.FacilityId == facilityId && reader.Side == DoorSide.B)
            .Select(reader => new { reader.DoorId, reader.Key }).ToListAsync(cancel)).Select(reader => (reader.DoorId, reader.Key)).ToHashSet();
        var seen = new List<Sighting>();
        foreach (var (one, detail) in read)
        {
            if (!known.TryGetValue(detail.Card!, out var card) || card.PersonId is not { } person || !card.IsGoodAt(one.OccurredAt))
                continue;
            var door = doors[(one.GatewayId, one.Source)];
            var (into, outOf) = detail.Reader is { } reader && outward.Contains((door.Id, reader)) ? (door.ZoneAId, door.ZoneBId) : (door.ZoneBId, door.ZoneAId);
            seen.Add(new Sighting(person, into, outOf, one.OccurredAt, one.ReceivedAt - one.OccurredAt > LateAfter));
        }

        return seen;
    }

    private static (string? Card, string? Reader) DetailOf(StoredEvent one)
    {
        if (string.IsNullOrEmpty(one.Detail))
            return default;
        using var detail = JsonDocument.Parse(one.Detail);
        string? Text(string name) => detail.RootElement.ValueKind is JsonValueKind.Object && detail.RootElement.TryGetProperty(name, out var value)
            && value.ValueKind is not JsonValueKind.Null ? value.ToString() : null;
        return (Text("card"), Text("reader"));
    }
}
