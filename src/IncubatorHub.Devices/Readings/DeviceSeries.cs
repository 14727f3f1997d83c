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
            .Select(device => new { device.Key, device.GatewayId }).SingleOrDefaultAsync(cancel);
        if (found is null)
            return null;
        // A query of its own: to ignore the filter in a join would ignore it for the device too.
        var source = await db.Set<Gateway>().IgnoreQueryFilters([ScopeFilters.Name]).Where(gateway => gateway.Id == found.GatewayId)
            .Select(gateway => gateway.Key).SingleAsync(cancel);
        var metrics = await db.Metrics.Where(metric => metric.DeviceId == deviceId).OrderBy(metric => metric.Key).Select(MetricView.Of).ToListAsync(cancel);
        return [.. metrics.Select(metric => LineOf(source, found.Key, metric))];
    }

    /// <summary>The devices in use at a facility with their lines, by name.</summary>
    public async Task<IReadOnlyList<(DeviceView Device, IReadOnlyList<Line> Lines)>> OfFacility(Guid facilityId, int limit, CancellationToken cancel)
    {
        var devices = await db.Devices.Where(device => device.FacilityId == facilityId && device.State != DeviceState.Retired)
            .OrderBy(device => device.Name).ThenBy(device => device.Id).Take(limit).Select(DeviceView.Of).ToListAsync(cancel);
        var ids = devices.Select(device => device.Id).ToList();
        var metrics = (await db.Metrics.Where(metric => ids.Contains(metric.DeviceId)).OrderBy(metric => metric.Key).Select(MetricView.Of).ToListAsync(cancel))
            .ToLookup(metric => metric.DeviceId);
        var gateways = devices.Select(device => device.GatewayId).Distinct().ToList();
        var sources = await db.Set<Gateway>().IgnoreQueryFilters([ScopeFilters.Name]).Where(gateway => gateways.Contains(gateway.Id))
            .ToDictionaryAsync(gateway => gateway.Id, gateway => gateway.Key, cancel);
        return [.. devices.Select(device => (device, (IReadOnlyList<Line>)[.. metrics[device.Id].Select(metric => LineOf(sources[device.GatewayId], device.Key, metric))]))];
    }

    /// <summary>One line, or why not.</summary>
    public async Task<(Line? Line, Problem? Refusal)> Of(Guid deviceId, string metric, CancellationToken cancel) =>
        await Of(deviceId, cancel) is not { } lines ? (null, ReadingProblems.DeviceNotFound(deviceId))
        : lines.FirstOrDefault(line => line.Metric.Key == metric) is { } line ? (line, null)
        : (null, ReadingProblems.MetricNotFound(metric));

    private Line LineOf(string source, string device, MetricView metric) =>
        new(metric, store.TryResolve(new SeriesKey(source, device, metric.Key), out var series) ? series : null);
}
