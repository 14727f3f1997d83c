using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncubatorHub.Telemetry.Tests;

/// <summary>
/// Writes readings until it is killed, and prints the number of each batch only when the store said that it is durable. Every value
/// follows from series and timestamp, so that the survivor can be checked.
/// </summary>
internal static class VictimProcess
{
    public const string Verb = "--victim";
    public const int SeriesCount = 40;
    public const int ReadingsPerBatch = 20;

    public static TelemetryStoreOptions Options(string path, int round) => new()
    {
        Path = path,
        Window = TimeSpan.FromMinutes(1),
        WindowGrace = TimeSpan.Zero,

        // In every other round nothing but the journal holds the readings; in the rest compaction and merging run all the time.
        CompactionInterval = round % 2 == 0 ? TimeSpan.FromMinutes(10) : TimeSpan.FromMilliseconds(100),

        // A short queue gives many small commits, so that the kill meets one in the making.
        MaxQueuedBatches = 50,
        MaxWalBytes = 1024 * 1024,
    };

    public static SeriesKey Key(int n) => new("gw", $"device-{n / 4}", $"metric-{n % 4}");

    /// <summary>Batch after batch walks through windows that are long closed, and comes back to them.</summary>
    public static IEnumerable<(int Series, long At, double Value)> Batch(int round, int number)
    {
        for (var i = 0; i < ReadingsPerBatch; i++)
        {
            var series = (number * 7 + i) % SeriesCount;
            var at = StoreFixture.Start + round * 100_000_000L + (number * 13L % 4_000) * 1_000 + i * 40 + number / 4_000;
            yield return (series, at, at % 10_000 / 100.0);
        }
    }

    public static async Task<int> Run(string path, string round)
    {
        var r = int.Parse(round, CultureInfo.InvariantCulture);
        await using var store = await TelemetryStore.Open(Options(path, r), TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        var printer = new Printer();
        for (var number = 0; number < 2_000_000; number++)
        {
            var batch = ReadingBatch.Rent();
            batch.Owner = printer;
            batch.Tag = number;
            foreach (var (series, at, value) in Batch(r, number)) batch.Add(store.Resolve(Key(series)), at, value, ReadingQuality.Good);
            await store.Enqueue(batch, CancellationToken.None);
        }

        return 0;
    }

    private sealed class Printer : IBatchOwner
    {
        public void Committed(ReadingBatch batch, BatchOutcome outcome)
        {
            if (outcome.Durable) Console.Out.WriteLine(batch.Tag.ToString(CultureInfo.InvariantCulture));
        }

        public void CommitEnded() => Console.Out.Flush();
    }
}
