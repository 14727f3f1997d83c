using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies.Rules;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>What a booking takes a slot of: an instrument, or a zone that is booked along with one. Exactly one of the two.</summary>
internal sealed record BookableResource(Guid Id, Guid FacilityId, Equipment? Equipment, EquipmentClass? Class, Zone? Zone)
{
    /// <summary>How many bookings at once. In a zone as many as people may be in it; one when that is not stated.</summary>
    public int Slots => Equipment?.ParallelSlots ?? Math.Clamp(Zone?.CapacityMax ?? 1, 1, Equipment.MaxParallelSlots);

    public bool IsRetired => Equipment?.RetiredAt is not null || Zone?.RetiredAt is not null;

    /// <summary>The zone that it is, or stands in.</summary>
    public Guid? ZoneId => Zone?.Id ?? Equipment?.ZoneId;

    /// <summary>As the rules see it.</summary>
    public ResourceFacts Facts => new(Id, FacilityId, Equipment?.ClassCode ?? "")
    {
        IsZone = Zone is not null,
        IsBookable = Equipment?.IsBookable ?? true,
        IsInService = !IsRetired && Equipment?.State is not EquipmentState.OutOfService,
        ParallelSlots = Slots,
        WarmUpMinutes = Equipment?.WarmUpMinutes ?? 0,
        CoolDownMinutes = Equipment?.CoolDownMinutes ?? 0,
        IsUnattended = Class?.IsUnattended ?? false,
        NeedsQualification = Class?.NeedsQualification ?? false,
        NeedsBuddyOutOfHours = Class?.NeedsBuddyOutOfHours ?? false,
        CompanionZoneId = Equipment?.CompanionZoneId,
        CompanionEquipmentId = Equipment?.CompanionEquipmentId,
    };

    /// <summary>What a booking blocks, buffers and all.</summary>
    public TimeRange Blocked(TimeRange booking) => Facts.Blocked(booking);

    /// <summary>Those with these ids, whichever they are, as they stand now; what the caller cannot see is not there.</summary>
    public static async Task<Dictionary<Guid, BookableResource>> Load(HubDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var found = (await Instruments(db.Equipment.Where(one => ids.Contains(one.Id)), db, cancel)).ToDictionary(one => one.Id);
        if (found.Count == ids.Count)
            return found;
        foreach (var zone in await db.Zones.AsNoTracking().Where(one => ids.Contains(one.Id)).ToListAsync(cancel))
            found[zone.Id] = new BookableResource(zone.Id, zone.FacilityId, null, null, zone);
        return found;
    }

    /// <summary>An instrument, first, and what must be booked along with it. Empty when it is not there for the caller.</summary>
    public static async Task<IReadOnlyList<BookableResource>> WithAlong(HubDbContext db, Guid equipmentId, CancellationToken cancel)
    {
        var main = await Instruments(db.Equipment.Where(one => one.Id == equipmentId), db, cancel);
        if (main is not [{ Equipment: { } equipment }] || CompanionsOf(equipment) is not { Length: > 0 } companions)
            return main;
        var along = await Load(db, companions, cancel);
        return [.. main, .. companions.Select(id => along[id])];
    }

    public static Guid[] CompanionsOf(Equipment equipment) => [.. new[] { equipment.CompanionEquipmentId, equipment.CompanionZoneId }.OfType<Guid>()];

    /// <summary>Instruments with their classes, in one query.</summary>
    public static async Task<List<BookableResource>> Instruments(IQueryable<Equipment> rows, HubDbContext db, CancellationToken cancel) =>
        await (from one in rows.AsNoTracking()
               join kind in db.EquipmentClasses on one.ClassCode equals kind.Code
               select new BookableResource(one.Id, one.FacilityId, one, kind, null)).ToListAsync(cancel);
}
