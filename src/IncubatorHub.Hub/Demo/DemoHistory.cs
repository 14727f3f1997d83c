using System.Diagnostics;
using IncubatorHub.Telemetry;

namespace IncubatorHub.Hub.Demo;

/// <summary>
/// Gives the six example laboratories a past, so that a chart over a year has something to show: 400 days at half an hour for the four metrics
/// that people look at first, 30 days for the others, and the last day at a minute. A rhythm of day and season with noise around the middle of each metric; the physics begin with the simulator.
/// </summary>
internal sealed class DemoHistory(TelemetryStore store, TimeProvider time)
{
    private const int ReadingsAtOnce = 2_000;
    private static readonly TimeSpan Far = TimeSpan.FromDays(400);
    private static readonly TimeSpan Middle = TimeSpan.FromDays(30);
    private static readonly TimeSpan Near = TimeSpan.FromDays(1);

    private static readonly string[] SeenFirst = ["freezer/temp", "co2-incubator/temp", "room-climate/temp", "power-meter/power"];

    // Middle and swing of what is worth drawing; other registers have no past.
    private static readonly (string Kind, string Metric, double Middle, double Daily, double Noise)[] Lines =
    [
        ("freezer", "temp", -79.6, 0.5, 0.6), ("freezer", "power", 520, 60, 90), ("freezer", "ambient", 22.5, 1.5, 0.3),
        ("co2-incubator", "temp", 37, 0.05, 0.06), ("co2-incubator", "co2", 5, 0.04, 0.05), ("co2-incubator", "humidity", 93, 0.8, 0.7),
        ("power-meter", "power", 3_900, 1_500, 300), ("power-meter", "voltage", 101, 0.8, 0.5),
        ("room-climate", "temp", 22.8, 1.2, 0.2), ("room-climate", "humidity", 46, 6, 1.5), ("room-climate", "co2", 620, 240, 35),
        ("vibration-meter", "rms", 0.42, 0.12, 0.05), ("centrifuge", "temp", 6, 1, 0.4), ("cell-culture", "slot1_temp", 37, 0.05, 0.04),
    ];

    /// <summary>Writes it; returns readings and milliseconds.</summary>
    public async Task<(long Readings, long Milliseconds)> Write(IEnumerable<DemoGateway> gateways, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var written = 0L;
        var now = time.GetUtcNow();
        foreach (var gateway in gateways.Where(one => one.Lab > 0))
        {
            var dice = new DemoDice(gateway.Lab);
            foreach (var line in Lines)
            {
                var series = store.Resolve(new SeriesKey(gateway.Key, $"{line.Kind}-1", line.Metric));
                var past = SeenFirst.Contains($"{line.Kind}/{line.Metric}") ? Far : Middle;
                written += await WriteLine(series, line, dice, now - past, now - Near, TimeSpan.FromMinutes(30), cancel);
                written += await WriteLine(series, line, dice, now - Near, now, TimeSpan.FromMinutes(1), cancel);
            }
        }

        return (written, watch.ElapsedMilliseconds);
    }

    private async Task<long> WriteLine(
        int series, (string Kind, string Metric, double Middle, double Daily, double Noise) line, DemoDice dice,
        DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancel)
    {
        // Queued together, so that one commit takes many; the store's bounded queue holds this loop back.
        var appended = new List<Task<BatchOutcome>>();
        var batch = ReadingBatch.Rent();
        for (var at = from; at < to; at += step)
        {
            batch.Add(series, at.ToUnixTimeMilliseconds(), Math.Round(Value(line, dice, at), 2), ReadingQuality.Good);
            if (batch.Count < ReadingsAtOnce)
                continue;
            appended.Add(store.Append(batch, cancel));
            batch = ReadingBatch.Rent();
        }

        if (batch.Count > 0)
            appended.Add(store.Append(batch, cancel));
        else
            batch.Return();
        return (await Task.WhenAll(appended)).Sum(outcome => (long)outcome.Stored);
    }

    private static double Value((string Kind, string Metric, double Middle, double Daily, double Noise) line, DemoDice dice, DateTimeOffset at)
    {
        var local = at.AddHours(9);
        var day = Math.Sin((local.TimeOfDay.TotalHours - 8) / 24 * 2 * Math.PI);
        var season = Math.Sin((local.DayOfYear - 110) / 365.0 * 2 * Math.PI);
        return line.Middle + (line.Daily * ((0.7 * day) + (0.5 * season))) + dice.Around(0, line.Noise);
    }
}
