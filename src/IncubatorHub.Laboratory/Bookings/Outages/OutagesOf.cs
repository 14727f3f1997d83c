using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Bookings.Outages;

/// <summary>What of instruments is out of order within a span: by themselves, by their zone, or by a utility that they cannot work without.</summary>
internal static class OutagesOf
{
    /// <summary>Outages by instrument.</summary>
    /// <param name="db">The caller's rows.</param>
    /// <param name="equipment">Ids of the instruments.</param>
    /// <param name="from">UTC, included.</param>
    /// <param name="until">UTC, excluded.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<ILookup<Guid, Outage>> Equipment(HubDbContext db, IReadOnlyList<Guid> equipment, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel)
    {
        var places = await db.Equipment.Where(one => equipment.Contains(one.Id)).Select(one => new { one.Id, one.FacilityId, one.ZoneId }).ToListAsync(cancel);
        var houses = places.Select(one => one.FacilityId).Distinct().ToList();
        var outages = await db.Outages
            .Where(one => houses.Contains(one.FacilityId) && one.CancelledAt == null && one.StartsAt < until && (one.EndsAt == null || one.EndsAt > from))
            .OrderBy(one => one.StartsAt).ToListAsync(cancel);
        if (outages.Count == 0)
            return Enumerable.Empty<(Guid Id, Outage Outage)>().ToLookup(one => one.Id, one => one.Outage);
        var parents = outages.TrueForAll(one => one.ZoneId is null) ? [] : await db.Zones.Where(zone => houses.Contains(zone.FacilityId) && zone.ParentId != null)
            .Select(zone => new { zone.Id, Parent = zone.ParentId!.Value }).ToDictionaryAsync(one => one.Id, one => one.Parent, cancel);
        var needs = (await db.UtilityNeeds.Where(one => equipment.Contains(one.EquipmentId) && one.IsVital).ToListAsync(cancel))
            .ToLookup(one => one.EquipmentId, one => one.UtilityId);
        return places.SelectMany(place => outages
                .Where(one => one.EquipmentId == place.Id || (one.ZoneId is { } zone && Within(place.ZoneId, zone, parents)) || (one.UtilityId is { } utility && needs[place.Id].Contains(utility)))
                .Select(outage => (place.Id, Outage: outage)))
            .ToLookup(one => one.Id, one => one.Outage);
    }

    // A building without power has no laboratory with it.
    private static bool Within(Guid? place, Guid zone, Dictionary<Guid, Guid> parents)
    {
        for (var depth = 0; place is { } at && depth < Zone.MaxDepth; depth++)
        {
            if (at == zone)
                return true;
            place = parents.TryGetValue(at, out var parent) ? parent : null;
        }

        return false;
    }
}
