using IncubatorHub.Devices.Gateways;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Usage.Rules;
using IncubatorHub.Telemetry;

namespace IncubatorHub.Laboratory.Usage;

/// <summary>A piece of equipment whose use can be told, the metric that tells it, and how.</summary>
/// <param name="EquipmentId">The equipment.</param>
/// <param name="FacilityId">Its facility.</param>
/// <param name="Key">The metric's series.</param>
/// <param name="Signature">How its readings are taken.</param>
internal sealed record WatchedEquipment(Guid EquipmentId, Guid FacilityId, SeriesKey Key, UsageSignature Signature)
{
    /// <summary>Everything whose use can be told: in use as equipment, linked to a device, of a class that is sensed and not always on.</summary>
    public static IQueryable<Row> Query(HubDbContext db)
    {
        var metrics = db.Metrics;
        return
            from equipment in db.Equipment
            where equipment.RetiredAt == null && equipment.LinkedDeviceId != null
            join kind in db.EquipmentClasses on equipment.ClassCode equals kind.Code
            where kind.UseMode != UseMode.AlwaysOn && kind.UseMetric != ""
                && (equipment.OnAbove ?? kind.OnAbove) != null && (equipment.OffBelow ?? kind.OffBelow) != null
            join device in db.Devices on equipment.LinkedDeviceId equals device.Id
            join gateway in db.Gateways on device.GatewayId equals gateway.Id
            select new Row
            {
                EquipmentId = equipment.Id, FacilityId = equipment.FacilityId, Source = gateway.Key, Device = device.Key, Metric = kind.UseMetric,
                OnAbove = (equipment.OnAbove ?? kind.OnAbove)!.Value, OffBelow = (equipment.OffBelow ?? kind.OffBelow)!.Value,
                MinOnSeconds = kind.MinOnSeconds, MinOffSeconds = kind.MinOffSeconds, GatewayId = gateway.Id,
                ExpectedIntervalSeconds = metrics.Where(metric => metric.DeviceId == device.Id && metric.Key == kind.UseMetric)
                    .Select(metric => metric.ExpectedIntervalSeconds).FirstOrDefault(),
            };
    }

    public static WatchedEquipment From(Row row) => new(
        row.EquipmentId, row.FacilityId, new SeriesKey(row.Source, row.Device, row.Metric),
        new UsageSignature(row.OnAbove, row.OffBelow, row.MinOnSeconds, row.MinOffSeconds, UsageSignature.MaxGapFor(row.ExpectedIntervalSeconds)));

    /// <summary>As it is read.</summary>
    internal sealed class Row
    {
        public Guid EquipmentId { get; init; }
        public Guid FacilityId { get; init; }
        public Guid GatewayId { get; init; }
        public required string Source { get; init; }
        public required string Device { get; init; }
        public required string Metric { get; init; }
        public double OnAbove { get; init; }
        public double OffBelow { get; init; }
        public int MinOnSeconds { get; init; }
        public int MinOffSeconds { get; init; }
        public int ExpectedIntervalSeconds { get; init; }
    }
}
