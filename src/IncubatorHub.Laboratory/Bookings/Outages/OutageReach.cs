using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Facilities;
namespace IncubatorHub.Laboratory.Bookings.Outages;

/// <summary>Which live bookings an outage hits: of the instrument, of all that is in the zone, of all that cannot work without the utility.</summary>
internal sealed class OutageReach(HubDbContext db, TimeProvider time)
{
    /// <summary>Main bookings, by start. What is over already is not hit.</summary>
    public async Task<IQueryable<Booking>> BookingsHitBy(Outage outage, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        // Also of one that was ended while a booking ran: what is left of it is free of the outage.
        if (outage.EndsAt <= now)
            return db.Bookings.Where(_ => false);
        var (instruments, zones) = await Reached(outage, cancel);
        var from = outage.StartsAt > now ? outage.StartsAt : now;
        var until = outage.EndsAt ?? DateTimeOffset.MaxValue.AddDays(-1);
        var since = from - BookingLimits.Longest;
        var hit = db.Bookings.Where(booking => booking.FacilityId == outage.FacilityId && BookingStates.Live.Contains(booking.State)
            && booking.EndsAt > from && booking.StartsAt < until && booking.StartsAt > since
            && (instruments.Contains(booking.EquipmentId!.Value) || zones.Contains(booking.ZoneId!.Value)));
        return db.Bookings.Where(main => hit.Any(one => (one.MainBookingId ?? one.Id) == main.Id)).OrderBy(main => main.StartsAt).ThenBy(main => main.Id);
    }

    private async Task<(List<Guid> Instruments, List<Guid> Zones)> Reached(Outage outage, CancellationToken cancel)
    {
        if (outage.EquipmentId is { } equipment)
            return ([equipment], []);
        if (outage.UtilityId is { } utility)
            return (await db.UtilityNeeds.Where(need => need.UtilityId == utility && need.IsVital).Select(need => need.EquipmentId).ToListAsync(cancel), []);
        var zones = await ZonesUnder(outage.FacilityId, outage.ZoneId!.Value, cancel);
        return (await db.Equipment.Where(one => one.FacilityId == outage.FacilityId && zones.Contains(one.ZoneId!.Value)).Select(one => one.Id).ToListAsync(cancel), zones);
    }

    private async Task<List<Guid>> ZonesUnder(Guid facilityId, Guid zoneId, CancellationToken cancel)
    {
        var children = (await db.Zones.Where(zone => zone.FacilityId == facilityId && zone.ParentId != null)
            .Select(zone => new { zone.Id, zone.ParentId }).ToListAsync(cancel)).ToLookup(zone => zone.ParentId!.Value, zone => zone.Id);
        var found = new List<Guid> { zoneId };
        for (var at = 0; at < found.Count; at++)
            found.AddRange(children[found[at]]);
        return found;
    }
}
