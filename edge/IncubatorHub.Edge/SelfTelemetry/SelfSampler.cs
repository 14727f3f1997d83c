using IncubatorHub.Edge.Commands;
using IncubatorHub.Edge.Sampling;
using IncubatorHub.Edge.Spool;
using IncubatorHub.Edge.Uplinks;
using IncubatorHub.Protocol;

namespace IncubatorHub.Edge.SelfTelemetry;

/// <summary>The gateway as a device of its own, named <c>gateway</c>, once a minute.</summary>
internal sealed class SelfSampler(string spoolPath, SpoolFile spool, SpoolWriter writer, UplinkPump pump, CommandRunner commands, TimeProvider time)
{
    private const int EverySeconds = 60;

    public async Task RunAsync(CancellationToken cancel)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var at = time.GetTimestamp();
        while (true)
        {
            var tick = await SampleClock.WaitAsync(time, EverySeconds, cancel);
            var (cpuNow, elapsed) = (Environment.CpuUsage.TotalTime, time.GetElapsedTime(at));
            var percent = elapsed > TimeSpan.Zero ? 100 * (cpuNow - cpu) / elapsed : 0;
            (cpu, at) = (cpuNow, time.GetTimestamp());
            writer.Add([.. Sample(tick, percent)]);
        }
    }

    internal IEnumerable<SpoolReading> Sample(long tick, double cpuPercent)
    {
        var depth = spool.Depth();
        yield return Reading("spool-telemetry", depth.TelemetryEntries);
        yield return Reading("spool-events", depth.Events);
        yield return Reading("spool-bytes", depth.TelemetryBytes);
        yield return Reading("spool-oldest-seconds", depth.OldestMs is { } oldest ? Math.Max(0, (tick - oldest) / 1000.0) : 0);
        yield return Reading("cpu-percent", Math.Round(cpuPercent, 1));
        yield return Reading("memory-bytes", Environment.WorkingSet);
        yield return Reading("disk-free-bytes", new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(spoolPath))!).AvailableFreeSpace);
        yield return Reading("uplink-reconnects", pump.Reconnects);
        if (commands.ClockOffsetMs is { } offset) yield return Reading("clock-offset-ms", offset);
        SpoolReading Reading(string metric, double value) => new(Events.Gateway, metric, tick, value, ReadingQuality.Good);
    }
}
