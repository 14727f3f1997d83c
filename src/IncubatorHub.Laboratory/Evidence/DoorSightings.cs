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

/// <summary>Whether somebody was at a door of a house.</summary>
internal enum HousePresence
{
    /// <summary>Their card is good, and was read at no door.</summary>
    NotSeen,

    Seen,

    /// <summary>They have no card that was good then: no door tells of them.</summary>
    NoCard,

    /// <summary>More was read than is looked at, and theirs not among the newest.</summary>
    Unclear,
}

/// <summary>Who was at the doors of a house, in a fixed number of queries whatever their number.</summary>
internal sealed class DoorSightings(HubDbContext db, CardHolders cards)
{
    /// <summary>Most events of a house looked at, the newest first; a door of a laboratory has some hundred a day.</summary>
    public const int MaxEvents = 5_000;

    /// <summary>As for readings. A controller's clock that is as far ahead is not believed either.</summary>
    public static readonly TimeSpan PromptWithin = TimeSpan.FromMinutes(5);

    /// <summary>A card that was refused, or with which nobody went in, was there all the same.</summary>
    private static readonly string[] Read = [EventKinds.DoorGranted, EventKinds.DoorGrantedNoEntry, EventKinds.DoorDenied];

    /// <summary>The zones whose doors speak of an instrument: where it stands, and the one that is booked along with it.</summary>
    public static IEnumerable<Guid> ZonesOf(Equipment equipment) => new[] { equipment.ZoneId, equipment.CompanionZoneId }.OfType<Guid>().Distinct();

    /// <summary>Cards of people that opened doors of an instrument's zones, in order.</summary>
    /// <param name="equipment">The instrument.</param>
    /// <param name="from">Start (inclusive).</param>
    /// <param name="to">End (exclusive).</param>
    /// <param name="cancel">Gives up.</param>
    public Task<List<Sighting>> Around(Equipment equipment, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel) =>
        In(equipment.FacilityId, [.. ZonesOf(equipment)], from, to, cancel);

    /// <summary>The same for zones of a facility.</summary>
    public async Task<List<Sighting>> In(Guid facilityId, IReadOnlyCollection<Guid> zones, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        if (zones.Count == 0)
            return [];
        var doors = await db.Doors.AsNoTracking().Where(door => door.FacilityId == facilityId && door.RetiredAt == null && door.GatewayId != null
            && (zones.Contains(door.ZoneAId!.Value) || zones.Contains(door.ZoneBId!.Value))).ToListAsync(cancel);
        if (doors.Count == 0)
            return [];
        var keys = doors.Select(door => door.ControllerKey).Distinct().ToList();
        var events = await Events(facilityId, from, to).Where(one => one.Kind == EventKinds.DoorGranted && keys.Contains(one.Source)).Take(MaxEvents).ToListAsync(cancel);
        if (events.Count == 0)
            return [];
        var ids = doors.ConvertAll(door => door.Id);
        var ways = (await db.DoorReaders.Where(reader => ids.Contains(reader.DoorId)).Select(reader => new { reader.DoorId, reader.Key, reader.Side }).ToListAsync(cancel))
            .ToDictionary(reader => (reader.DoorId, reader.Key), reader => reader.Side);
        var byKey = doors.ToDictionary(door => (door.GatewayId!.Value, door.ControllerKey));
        var seen = new List<Sighting>();
        foreach (var (one, person) in await Holders(events.Where(one => byKey.ContainsKey((one.GatewayId, one.Source))), cancel))
        {
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

    /// <summary>Whether a person's card was read at any door of the house, registered or not, whichever way and however late it was heard of.</summary>
    /// <param name="facilityId">The house.</param>
    /// <param name="personId">Whose card.</param>
    /// <param name="from">Start (inclusive).</param>
    /// <param name="to">End (exclusive).</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<HousePresence> InHouse(Guid facilityId, Guid personId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        if (!await db.AccessCards.AnyAsync(card => card.FacilityId == facilityId && card.PersonId == personId && card.Status == CardStatus.Active
            && card.ValidFrom < to && (card.ValidUntil == null || card.ValidUntil > from), cancel))
            return HousePresence.NoCard;
        var events = await Events(facilityId, from, to).Where(one => Read.Contains(one.Kind)).Take(MaxEvents + 1).ToListAsync(cancel);
        if ((await Holders(events.Take(MaxEvents), cancel)).Exists(one => one.PersonId == personId))
            return HousePresence.Seen;
        return events.Count > MaxEvents ? HousePresence.Unclear : HousePresence.NotSeen;
    }

    private IQueryable<StoredEvent> Events(Guid facilityId, DateTimeOffset from, DateTimeOffset to) => db.Set<StoredEvent>().AsNoTracking()
        .Where(one => one.FacilityId == facilityId && one.OccurredAt >= from && one.OccurredAt < to).OrderByDescending(one => one.OccurredAt);

    // Whose good card each was, oldest first; the others are left out.
    private async Task<List<(StoredEvent Event, Guid PersonId)>> Holders(IEnumerable<StoredEvent> newestFirst, CancellationToken cancel)
    {
        var read = newestFirst.Reverse().Select(one => (Event: one, Card: Text(one, "card"))).Where(one => one.Card.Length > 0).ToList();
        var known = await cards.FindAll(db, [.. read.Select(one => (one.Event.FacilityId, one.Card)).Distinct()], cancel);
        return [.. read.Select(one => (one.Event, Card: known.GetValueOrDefault((one.Event.FacilityId, one.Card))))
            .Where(one => one.Card is { PersonId: not null } card && card.IsGoodAt(one.Event.OccurredAt))
            .Select(one => (one.Event, one.Card!.PersonId!.Value))];
    }

    private static string Text(StoredEvent one, string name)
    {
        if (string.IsNullOrEmpty(one.Detail))
            return "";
        using var detail = JsonDocument.Parse(one.Detail);
        return detail.RootElement.ValueKind is JsonValueKind.Object && detail.RootElement.TryGetProperty(name, out var value) ? value.ToString() : "";
    }
}
