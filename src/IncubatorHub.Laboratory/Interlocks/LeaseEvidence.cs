using IncubatorHub.Devices.Readings;
using IncubatorHub.Laboratory.Evidence;
using IncubatorHub.Protocol;

namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>Reads it from what gateways told when they switched on.</summary>
internal sealed class LeaseEvidence(HubDbContext db) : ILeaseEvidence
{
    private const int MaxEvents = 200;

    public async Task<IReadOnlyCollection<Guid>> BookingsLetRun(Guid equipmentId, DateTimeOffset from, DateTimeOffset until, CancellationToken cancel)
    {
        if (await db.Interlocks.AsNoTracking().SingleOrDefaultAsync(one => one.EquipmentId == equipmentId && one.RetiredAt == null, cancel) is not { } interlock)
            return [];
        var (facility, gateway, channel) = (interlock.FacilityId, interlock.GatewayId, interlock.Channel);
        var events = await db.GatewayEvents.AsNoTracking()
            .Where(one => one.FacilityId == facility && one.OccurredAt >= from && one.OccurredAt < until && one.Kind == EventKinds.EquipmentInterlockOn
                && one.GatewayId == gateway && one.Source == channel)
            .OrderByDescending(one => one.OccurredAt).Take(MaxEvents).ToListAsync(cancel);
        return [.. events.Select(InterlockReport.BookingOf).OfType<Guid>().Distinct()];
    }
}
