using System.Text.Json;
using IncubatorHub.Devices.Readings;
using IncubatorHub.Laboratory.Access;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Protocol;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>That somebody's card opened a door of a zone.</summary>
/// <param name="PersonId">Whose card it is.</param>
/// <param name="At">By the clock of the door's controller.</param>
/// <param name="IsLate">The hub heard of it so late that nothing may be done because of it.</param>
internal readonly record struct Sighting(Guid PersonId, DateTimeOffset At, bool IsLate);

/// <summary>Who was let in at the doors of an instrument's zone.</summary>
internal sealed class DoorSightings(HubDbContext db, CardHolders cards)
{
    /// <summary>Most events looked at; a door of a laboratory has some hundred a day.</summary>
    private const int MaxEvents = 2_000;

    /// <summary>As for readings.</summary>
    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(5);

    /// <summary>Cards of people that were granted entry there, in order. None where the instrument's zone, or a door of it, is not known.</summary>
    /// <param name="equipment">The instrument.</param>
    /// <param name="from">Start (inclusive).</param>
    /// <param name="to">End (exclusive).</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<List<Sighting>> Around(Equipment equipment, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        if (equipment.ZoneId is not { } zone)
            return [];
        var doors = (await db.Doors.Where(door => door.FacilityId == equipment.FacilityId && door.RetiredAt == null && door.GatewayId != null && (door.ZoneAId == zone || door.ZoneBId == zone))
            .Select(door => new { door.GatewayId, door.ControllerKey }).ToListAsync(cancel)).Select(door => (door.GatewayId!.Value, door.ControllerKey)).ToHashSet();
        if (doors.Count == 0)
            return [];
        var facility = equipment.FacilityId;
        var events = await db.Set<StoredEvent>().AsNoTracking()
            .Where(one => one.FacilityId == facility && one.OccurredAt >= from && one.OccurredAt < to && one.Kind == EventKinds.DoorGranted)
            .OrderBy(one => one.OccurredAt).Take(MaxEvents).ToListAsync(cancel);
        var (people, seen) = (new Dictionary<string, AccessCard?>(), new List<Sighting>());
        foreach (var one in events.Where(one => doors.Contains((one.GatewayId, one.Source))))
        {
            if (CardOf(one) is not { } number)
                continue;
            if (!people.TryGetValue(number, out var card))
                people[number] = card = await cards.Find(db, facility, number, cancel);
            if (card is { PersonId: { } person } && card.IsGoodAt(one.OccurredAt))
                seen.Add(new Sighting(person, one.OccurredAt, one.ReceivedAt - one.OccurredAt > LateAfter));
        }

        return seen;
    }

    private static string? CardOf(StoredEvent one)
    {
        if (string.IsNullOrEmpty(one.Detail))
            return null;
        using var detail = JsonDocument.Parse(one.Detail);
        return detail.RootElement.ValueKind is JsonValueKind.Object && detail.RootElement.TryGetProperty("card", out var card) ? card.ToString() : null;
    }
}
