using IncubatorHub.Telemetry.Writing;

namespace IncubatorHub.Telemetry;

/// <summary>
/// Readings that become durable together and are acknowledged together. Rented from a pool, filled by one thread, then handed to
/// <see cref="TelemetryStore.Enqueue"/>, after which it belongs to the store: it returns to the pool after
/// <see cref="IBatchOwner.Committed"/>. A batch that is never queued goes back by <see cref="Return"/>.
/// </summary>
/// <remarks>Not safe for use by several threads at a time. An empty batch may be queued; it is acknowledged in its turn.</remarks>
public sealed class ReadingBatch
{
    /// <summary>The most readings that one batch takes.</summary>
    public const int MaxReadings = 65_536;

    private const int KeptReadings = 1_024;
    private const int KeptBatches = 4_096;

    private static readonly Lock PoolGate = new();
    private static readonly Stack<ReadingBatch> Pool = new();

    private BatchEntry[] _entries = new BatchEntry[16];
    private readonly JournalEncoder _encoder = new();

    private ReadingBatch()
    {
    }

    /// <summary>Who learns of the outcome; null when nobody asks.</summary>
    public IBatchOwner? Owner { get; set; }

    /// <summary>A number of the owner's choice, such as a packet id; the store does not look at it.</summary>
    public long Tag { get; set; }

    /// <summary>Readings added so far.</summary>
    public int Count { get; private set; }

    internal int HighestSeries { get; private set; }

    internal TaskCompletionSource<BatchOutcome>? Waiter { get; set; }

    internal ReadOnlySpan<BatchEntry> Entries => _entries.AsSpan(0, Count);

    /// <summary>The readings in journal form, encoded by the thread that fills the batch so that the writer only copies.</summary>
    internal ReadOnlySpan<byte> Journal => _encoder.Written;

    internal long MemoryBytes => 128 + (_entries.Length * 24L) + _encoder.Capacity;

    /// <summary>Takes an empty batch from the pool.</summary>
    /// <returns>A batch without owner, tag and readings.</returns>
    public static ReadingBatch Rent()
    {
        lock (PoolGate)
        {
            if (Pool.TryPop(out var batch)) return batch;
        }

        return new ReadingBatch();
    }

    /// <summary>Adds a reading.</summary>
    /// <param name="series">A number that the store gave for a key.</param>
    /// <param name="timestampMs">Unix time in milliseconds, <see cref="Reading.MinTimestampMs"/> to <see cref="Reading.MaxTimestampMs"/>.</param>
    /// <param name="value">Any double.</param>
    /// <param name="quality">Flags.</param>
    /// <exception cref="ArgumentOutOfRangeException">The series is not positive or the timestamp outside its range.</exception>
    /// <exception cref="InvalidOperationException">The batch holds <see cref="MaxReadings"/> already.</exception>
    public void Add(int series, long timestampMs, double value, ReadingQuality quality)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(series);
        if ((ulong)timestampMs > (ulong)Reading.MaxTimestampMs) throw new ArgumentOutOfRangeException(nameof(timestampMs), timestampMs, "A timestamp lies between 1970 and 9999.");
        if (Count == _entries.Length) Grow();
        if (series > HighestSeries) HighestSeries = series;
        _entries[Count++] = new BatchEntry(series, quality, timestampMs, value);
        _encoder.Add(series, timestampMs, value, quality);
    }

    /// <summary>Gives a batch back that was not queued.</summary>
    public void Return() => Recycle();

    internal void Recycle()
    {
        Owner = null;
        Waiter = null;
        Tag = 0;
        Count = 0;
        HighestSeries = 0;
        _encoder.Clear();
        if (_entries.Length > KeptReadings) return;
        lock (PoolGate)
        {
            if (Pool.Count < KeptBatches) Pool.Push(this);
        }
    }

    private void Grow()
    {
        if (Count == MaxReadings) throw new InvalidOperationException($"A batch takes at most {MaxReadings} readings.");
        Array.Resize(ref _entries, Math.Min(_entries.Length * 2, MaxReadings));
    }
}
