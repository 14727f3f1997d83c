using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncubatorHub.Telemetry.Tests;

/// <summary>
/// A quick look at speed, size and memory by hand: <c>dotnet IncubatorHub.Telemetry.Tests.dll --measure FOLDER [SERIES TICKS]</c>. It is
/// no test, for times depend on the machine; the benchmark compares properly. With 45000 and 360 the head holds the whole country's hour.
/// </summary>
internal static class IngestMeasurement
{
    public const string Verb = "--measure";

    public static async Task<int> Run(string folder, int seriesCount, int ticks)
    {
        var path = Path.Combine(folder, "measure.db");
        foreach (var file in Directory.GetFiles(folder, "measure.db*")) File.Delete(file);
        var options = new TelemetryStoreOptions { Path = path, CompactionInterval = TimeSpan.FromMilliseconds(500), WindowGrace = TimeSpan.Zero };
        var store = await TelemetryStore.Open(options, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        var series = Enumerable.Range(0, seriesCount).Select(n => store.Resolve(new SeriesKey($"gw-{n / 150}", $"device-{n / 3}", $"m{n % 3}"))).ToArray();
        var random = new Random(1);
        var values = new int[seriesCount];
        var watch = Stopwatch.StartNew();
        var hour = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / StoreFixture.Hour * StoreFixture.Hour;

        // Up to one hour of readings stays in the open window; more lies in windows that are closed.
        var started = hour - (ticks - 1) / 360 * StoreFixture.Hour;
        ReadingBatch? batch = null;
        for (var tick = 0; tick < ticks; tick++)
        {
            for (var n = 0; n < seriesCount; n++)
            {
                batch ??= ReadingBatch.Rent();
                values[n] += random.Next(-4, 5);
                batch.Add(series[n], started + tick * 10_000L + random.Next(200), values[n] / 100.0, ReadingQuality.Good);
                if (batch.Count < 50) continue;
                await store.Enqueue(batch, CancellationToken.None);
                batch = null;
            }
        }

        await store.Append(batch ?? ReadingBatch.Rent(), CancellationToken.None);
        Console.WriteLine($"head {store.Counters.HeadReadings:N0} readings, resident {Environment.WorkingSet / 1024 / 1024} MB, managed {GC.GetTotalMemory(false) / 1024 / 1024} MB");
        var ingested = watch.Elapsed;
        await store.Compact(CancellationToken.None);
        var compacted = watch.Elapsed;
        await store.Checkpoint(CancellationToken.None);
        var counters = store.Counters;
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        Console.WriteLine($"readings {counters.Readings:N0} in {ingested.TotalSeconds:F2} s = {counters.Readings / ingested.TotalSeconds:N0}/s; compacted after {compacted.TotalSeconds:F2} s = {counters.Readings / compacted.TotalSeconds:N0}/s; CPU {cpu.TotalSeconds:F1} s");
        Console.WriteLine($"commits {counters.Commits:N0}, journal {(double)counters.JournalBytes / counters.Readings:F2} B/reading, blocks {counters.BlocksWritten:N0} of {(double)counters.BlockBytes / counters.BlockReadings:F3} B/reading, file {new FileInfo(path).Length:N0} B");

        foreach (var (name, question) in new (string, Func<int, Task>)[]
        {
            ("all raw", async s => await store.Range(s, 0, Reading.MaxTimestampMs, int.MaxValue, CancellationToken.None)),
            ("500 buckets", async s => await store.Buckets(s, started, started + ticks * 10_000L, 500, CancellationToken.None)),
            ("4 buckets", async s => await store.Buckets(s, started, started + ticks * 10_000L, 4, CancellationToken.None)),
            ("latest", s => Task.FromResult(store.TryLatest(s, out _))),
        })
        {
            foreach (var one in series) await question(one);
            var asked = Stopwatch.StartNew();
            foreach (var one in series) await question(one);
            Console.WriteLine($"{name}: {asked.Elapsed.TotalMicroseconds / seriesCount:F1} us a series");
        }

        GC.Collect();
        Console.WriteLine($"resident {Environment.WorkingSet / 1024 / 1024} MB, managed and alive {GC.GetTotalMemory(true) / 1024 / 1024} MB");
        await store.DisposeAsync();
        watch.Restart();
        store = await TelemetryStore.Open(options, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        Console.WriteLine($"opened again in {watch.Elapsed.TotalSeconds:F2} s with {store.Counters.HeadReadings:N0} readings from {store.Counters.JournalRows:N0} journal rows");
        await store.DisposeAsync();
        return 0;
    }
}
