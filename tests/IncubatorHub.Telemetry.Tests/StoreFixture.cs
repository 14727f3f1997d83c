using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Telemetry.Tests;

/// <summary>A store in a folder of its own, with a clock that stands still until it is moved.</summary>
internal sealed class StoreFixture : IAsyncDisposable
{
    public const long Hour = 3_600_000;

    /// <summary>2026-06-01T00:00:00Z, the start of a window.</summary>
    public const long Start = 1_780_272_000_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telemetry");

    private StoreFixture(Func<TelemetryStoreOptions, TelemetryStoreOptions>? change)
    {
        var options = new TelemetryStoreOptions
        {
            Path = System.IO.Path.Combine(_folder.FullName, "t.db"),
            CompactionInterval = TimeSpan.FromMinutes(10),
        };
        Options = change is null ? options : change(options);
    }

    public TelemetryStoreOptions Options { get; }

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(Start));

    public TelemetryStore Store { get; private set; } = null!;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<StoreFixture> Open(Func<TelemetryStoreOptions, TelemetryStoreOptions>? change = null)
    {
        var fixture = new StoreFixture(change);
        fixture.Store = await TelemetryStore.Open(fixture.Options, fixture.Time, NullLogger.Instance, Cancel);
        return fixture;
    }

    public async Task Reopen()
    {
        await Store.DisposeAsync();
        Store = await TelemetryStore.Open(Options, Time, NullLogger.Instance, Cancel);
    }

    public int Series(string metric = "temp") => Store.Resolve(new SeriesKey("gw-1", "freezer-12", metric));

    public Task<BatchOutcome> Append(int series, params (long At, double Value)[] readings)
    {
        var batch = ReadingBatch.Rent();
        foreach (var (at, value) in readings) batch.Add(series, at, value, ReadingQuality.Good);
        return Store.Append(batch, Cancel);
    }

    public async Task<Reading[]> All(int series) => await Store.Range(series, 0, Reading.MaxTimestampMs + 1, int.MaxValue, Cancel);

    /// <summary>Moves the clock to where all windows up to an instant are closed, and compacts.</summary>
    public async Task CompactThrough(long atMs)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(atMs + 2 * Hour);
        if (now > Time.GetUtcNow()) Time.SetUtcNow(now);
        await Store.Compact(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (Store is not null) await Store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public static async Task Until(Func<bool> holds, string what)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        while (!holds())
        {
            if (deadline.IsCancellationRequested) throw new TimeoutException($"Waited 20 s until {what}.");
            await Task.Yield();
        }
    }
}
