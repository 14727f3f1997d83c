using System.Text.Json;
using IncubatorHub.Devices.Readings;
using IncubatorHub.Laboratory.Access;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Protocol;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>That somebody's card opened a door of a zone.</summary>
/// <param name="PersonId">Whose card it is.</param>
/// <param name="ZoneId">On one of the door's sides.</param>
/// <param name="At">By the clock of the door's controller.</param>
/// <param name="IsPrompt">The hub heard of it within minutes of that time, so that something may be done because of it.</param>
/// <param name="IsLeaving">Read by a reader for going out of the zone.</param>
internal readonly record struct Sighting(Guid PersonId, Guid ZoneId, DateTimeOffset At, bool IsPrompt, bool IsLeaving);

/// <summary>Who was let in at the doors of instruments' zones, in a fixed number of queries whatever their number.</summary>
internal sealed class DoorSightings(HubDbContext db, CardHolders cards)
{
    /// <summary>Most events looked at, the newest first; a door of a laboratory has some hundred a day.</summary>
    public const int MaxEvents = 5_000;

    /// <summary>As for readings. A controller's clock that is as far ahead is not believed either.</summary>
    public static readonly TimeSpan PromptWithin = TimeSpan.FromMinutes(5);

    /// <summary>The zones whose doors speak of an instrument: where it stands, and the one that is booked along with it.</summary>
    public static IEnumerable<Guid> ZonesOf(Equipment equipment) => new[] { equipment.ZoneId, equipment.CompanionZoneId }.OfType<Guid>().Distinct();

    /// <summary>Cards of people that opened doors of an instrument's zones, in order.</summary>
    /// <param name="equipment">The instrument.</param>
    /// <param name="from">Start (inclusive).</param>
    /// <param name="to">End (exclusive).</param>
    /// <param name="cancel">Gives up.</param>
    public Task<List<Sighting>> Around(Equipment equipment, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel) =>
        In([.. ZonesOf(equipment)], from, to, cancel);

    /// <summary>The same for zones of any facilities.</summary>
    public async Task<List<Sighting>> In(IReadOnlyCollection<Guid> zones, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        if (zones.Count == 0)
            return [];
        var doors = await db.Doors.AsNoTracking().Where(door => door.RetiredAt == null && door.GatewayId != null
            && (zones.Contains(door.ZoneAId!.Value) || zones.Contains(door.ZoneBId!.Value))).ToListAsync(cancel);
        if (doors.Count == 0)
            return [];
        var (houses, keys) = (doors.Select(door => door.FacilityId).Distinct().ToList(), doors.Select(door => door.ControllerKey).Distinct().ToList());
        var events = await db.Set<StoredEvent>().AsNoTracking()
            .Where(one => houses.Contains(one.FacilityId) && one.OccurredAt >= from && one.OccurredAt < to && one.Kind == EventKinds.DoorGranted && keys.Contains(one.Source))
            .OrderByDescending(one => one.OccurredAt).Take(MaxEvents).ToListAsync(cancel);
        if (events.Count == 0)
            return [];
        var ids = doors.ConvertAll(door => door.Id);
        var ways = (await db.DoorReaders.Where(reader => ids.Contains(reader.DoorId)).Select(reader => new { reader.DoorId, reader.Key, reader.Side }).ToListAsync(cancel))
            .ToDictionary(reader => (reader.DoorId, reader.Key), reader => reader.Side);
        var byKey = doors.ToDictionary(door => (door.GatewayId!.Value, door.ControllerKey));
        var read = events.Where(one => byKey.ContainsKey((one.GatewayId, one.Source))).Select(one => (Event: one, Card: Text(one, "card"))).Where(one => one.Card.Length > 0).ToList();
        var known = await cards.FindAll(db, [.. read.Select(one => (one.Event.FacilityId, one.Card)).Distinct()], cancel);
        var seen = new List<Sighting>();
        foreach (var (one, number) in read.AsEnumerable().Reverse())
        {
            if (known.GetValueOrDefault((one.FacilityId, number)) is not { PersonId: { } person } card || !card.IsGoodAt(one.OccurredAt))
                continue;
            var door = byKey[(one.GatewayId, one.Source)];
            // A reader that nobody registered is taken for one that lets people in.
            DoorSide? way = ways.TryGetValue((door.Id, Text(one, "reader")), out var side) ? side : null;
            var isPrompt = (one.ReceivedAt - one.OccurredAt).Duration() <= PromptWithin;
            if (door.ZoneAId is { } a && zones.Contains(a))
                seen.Add(new Sighting(person, a, one.OccurredAt, isPrompt, way is DoorSide.A));
            if (door.ZoneBId is { } b && zones.Contains(b))
                seen.Add(new Sighting(person, b, one.OccurredAt, isPrompt, way is DoorSide.B));
        }

        return seen;
    }

    private static string Text(StoredEvent one, string name)
    {
        if (string.IsNullOrEmpty(one.Detail))
            return "";
        using var detail = JsonDocument.Parse(one.Detail);
        return detail.RootElement.ValueKind is JsonValueKind.Object && detail.RootElement.TryGetProperty(name, out var value) ? value.ToString() : "";
    }
}
