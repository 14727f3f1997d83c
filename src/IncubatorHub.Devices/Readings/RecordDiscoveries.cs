using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Devices.Readings;

/// <summary>
/// Gives every device and metric that was seen in a message a row, so that a manager finds it waiting. Idempotent: what has a row keeps it.
/// A failed write is tried again; the readings themselves are stored in any case.
/// </summary>
internal sealed partial class RecordDiscoveries(DiscoveredSeries discovered, HubWork work, TimeProvider time, ILogger<RecordDiscoveries> logger) : BackgroundService
{
    private const int MostAtOnce = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await discovered.Notices.WaitToReadAsync(stoppingToken))
        {
            var notices = new List<DiscoveredSeriesNotice>();
            while (notices.Count < MostAtOnce && discovered.Notices.TryRead(out var notice))
                notices.Add(notice);
            await WriteUntilDone(notices, stoppingToken);
        }
    }

    private async Task WriteUntilDone(List<DiscoveredSeriesNotice> notices, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await Write(notices, cancel);
                return;
            }
            catch (Exception exception) when (!cancel.IsCancellationRequested)
            {
                LogFailed(exception, notices.Count, Pause);
                await Task.Delay(Pause, time, cancel);
            }
        }
    }

    /// <summary>Writes the rows that are missing; returns how many devices are new. Also called by tests.</summary>
    internal Task<int> Write(IReadOnlyList<DiscoveredSeriesNotice> notices, CancellationToken cancel) => work.Run(nameof(RecordDiscoveries), async db =>
    {
        var made = 0;
        var now = time.GetUtcNow();
        foreach (var ofGateway in notices.GroupBy(notice => notice.GatewayId))
        {
            if (await db.Gateways.SingleOrDefaultAsync(one => one.Id == ofGateway.Key, cancel) is not { } gateway)
                continue;
            var keys = ofGateway.Select(notice => notice.Device).Distinct().ToList();
            var devices = await db.Devices.Where(one => one.GatewayId == gateway.Id && keys.Contains(one.Key)).ToDictionaryAsync(one => one.Key, cancel);
            var ids = devices.Values.Select(one => one.Id).ToList();
            var metrics = (await db.Metrics.Where(one => ids.Contains(one.DeviceId)).Select(one => new { one.DeviceId, one.Key }).ToListAsync(cancel))
                .Select(one => (one.DeviceId, one.Key)).ToHashSet();
            foreach (var notice in ofGateway)
            {
                if (!devices.TryGetValue(notice.Device, out var device))
                {
                    device = new Device { GatewayId = gateway.Id, FacilityId = gateway.FacilityId, Key = notice.Device, Name = notice.Device, FirstSeenAt = now };
                    devices.Add(notice.Device, device);
                    db.Add(device);
                    made++;
                }

                if (metrics.Add((device.Id, notice.Metric)))
                    db.Add(new Metric { DeviceId = device.Id, Key = notice.Metric, Name = notice.Metric });
            }
        }

        return made;
    }, cancel);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} newly seen series could not be registered; trying again in {Pause}")]
    private partial void LogFailed(Exception exception, int count, TimeSpan pause);
}
