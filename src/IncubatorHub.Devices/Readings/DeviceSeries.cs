using IncubatorHub.Telemetry;

namespace IncubatorHub.Devices.Readings;

/// <summary>Finds the series behind a device that the caller sees. The one place where a device becomes series numbers.</summary>
internal sealed class DeviceSeries(HubDbContext db, TelemetryStore store)
{
    /// <summary>A metric with its series; null while nothing was ever stored for it.</summary>
    public sealed record Line(MetricView Metric, int? Series);

    /// <summary>The device's lines by metric key, or null when the caller sees no such device.</summary>
    public async Task<IReadOnlyList<Line>?> Of(Guid deviceId, CancellationToken cancel)
    {
        var found = await db.Devices.Where(device => device.Id == deviceId)
            .Join(db.Set<Gateway>().IgnoreQueryFilters([ScopeFilters.Name]), device => device.GatewayId, gateway => gateway.Id,
                (device, gateway) => new { Source = gateway.Key, device.Key })
            .SingleOrDefaultAsync(cancel);
        if (found is null)
            return null;
        var metrics = await db.Metrics.Where(metric => metric.DeviceId == deviceId).OrderBy(metric => metric.Key).Select(MetricView.Of).ToListAsync(cancel);
        return [.. metrics.Select(metric => new Line(metric, store.TryResolve(new SeriesKey(found.Source, found.Key, metric.Key), out var series) ? series : null))];
    }

    /// <summary>One line, or why not.</summary>
    public async Task<(Line? Line, Problem? Refusal)> Of(Guid deviceId, string metric, CancellationToken cancel) =>
        await Of(deviceId, cancel) is not { } lines ? (null, ReadingProblems.DeviceNotFound(deviceId))
        : lines.FirstOrDefault(line => line.Metric.Key == metric) is { } line ? (line, null)
        : (null, ReadingProblems.MetricNotFound(metric));
}
