using Microsoft.Extensions.Logging;

namespace IncubatorHub.Telemetry;

/// <summary>An embedded store for readings: what it acknowledged is on disk. See docs/telemetry.md.</summary>
public sealed class TelemetryStore : IAsyncDisposable
{
    private TelemetryStore()
    {
    }

    /// <summary>Opens or creates a store.</summary>
    public static Task<TelemetryStore> Open(TelemetryStoreOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken) => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>Monotonic counts and present levels.</summary>
    public TelemetryCounters Counters => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>Whether commits succeed at present.</summary>
    public TelemetryHealth Health => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>Gets or creates the number of a series.</summary>
    public int Resolve(in SeriesKey key) => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>Gets a small number for a source, valid while this store is open, for the overload on bytes.</summary>
    public int ResolveSource(string source) => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>Gets or creates the number of a series without allocating when it is known.</summary>
    public int Resolve(int source, ReadOnlySpan<byte> device, ReadOnlySpan<byte> metric) => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>Gets the number of a known series.</summary>
    public bool TryResolve(in SeriesKey key, out int series) => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>The key of a series.</summary>
    public SeriesKey KeyOf(int series) => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>The series of a source, or of one of its devices.</summary>
    public IReadOnlyList<int> SeriesOf(string source, string? device) => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>Queues a batch; waits while the queue is full.</summary>
    public ValueTask Enqueue(ReadingBatch batch, CancellationToken cancellationToken) => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>Queues a batch and completes when its outcome is known.</summary>
    public Task<BatchOutcome> Append(ReadingBatch batch, CancellationToken cancellationToken) => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>The reading with the latest timestamp.</summary>
    public bool TryLatest(int series, out Reading reading) => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>Readings with from &lt;= timestamp &lt; to, earliest first, at most limit.</summary>
    public ValueTask<Reading[]> Range(int series, long fromMs, long toMs, int limit, CancellationToken cancellationToken) => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>Exactly count buckets over [from, to); empty ones included.</summary>
    public ValueTask<Bucket[]> Buckets(int series, long fromMs, long toMs, int count, CancellationToken cancellationToken) => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>Follows all series, present and future, that a filter accepts; the filter is asked once per series.</summary>
    public LiveSubscription Subscribe(Func<int, bool> filter, int capacity) => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>Follows the given series.</summary>
    public LiveSubscription Subscribe(IReadOnlyCollection<int> series, int capacity) => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>Writes closed windows to blocks now.</summary>
    public ValueTask Compact(CancellationToken cancellationToken) => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>Moves the write-ahead log into the main file.</summary>
    public ValueTask Checkpoint(CancellationToken cancellationToken) => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>Reads every block and journal row and verifies its checksum.</summary>
    public ValueTask<CheckReport> Check(CancellationToken cancellationToken) => throw new NotSupportedException("The engine behind this door is being built.");

    /// <summary>Commits what is queued and closes the file.</summary>
    public ValueTask DisposeAsync() => throw new NotSupportedException("The engine behind this door is being built.");
}
