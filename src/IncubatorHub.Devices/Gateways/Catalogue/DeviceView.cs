using System.Linq.Expressions;

namespace IncubatorHub.Devices.Gateways.Catalogue;

/// <summary>A device as the API and the console show it.</summary>
public sealed record DeviceView(
    Guid Id, Guid Version, Guid GatewayId, Guid FacilityId, string Key, string Name, DeviceState State, DateTimeOffset FirstSeenAt) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<Device, DeviceView>> Of { get; } = row => new DeviceView(
        row.Id, row.Version, row.GatewayId, row.FacilityId, row.Key, row.Name, row.State, row.FirstSeenAt);

    private static readonly Func<Device, DeviceView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static DeviceView From(Device row) => Compiled(row);
}

/// <summary>A metric as the API and the console show it.</summary>
public sealed record MetricView(
    Guid Id, Guid Version, Guid DeviceId, string Key, string Name, string Unit, double? Minimum, double? Maximum, int Decimals,
    int ExpectedIntervalSeconds) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<Metric, MetricView>> Of { get; } = row => new MetricView(
        row.Id, row.Version, row.DeviceId, row.Key, row.Name, row.Unit, row.Minimum, row.Maximum, row.Decimals, row.ExpectedIntervalSeconds);

    private static readonly Func<Metric, MetricView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static MetricView From(Metric row) => Compiled(row);
}
