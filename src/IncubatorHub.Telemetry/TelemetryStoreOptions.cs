using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Telemetry;

/// <summary>How a telemetry store is opened.</summary>
public sealed record TelemetryStoreOptions
{
    /// <summary>The database file; created with its directory when missing. Beside it stand <c>-wal</c>, <c>-shm</c> and <c>.lock</c>.</summary>
    [Required]
    public required string Path { get; init; }

    /// <summary>
    /// Length of the windows that become one block per series; 1 minute to 24 hours, default 1 hour. Fixed when the file is created:
    /// an existing file keeps its own. One hour at 10 s gives 360 readings a block, where the codec has reached its best size;
    /// for series at 1 s and faster, 15 minutes keep the head smaller.
    /// </summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long after its end a window stays open for readings on their way; 0 to 1 hour, default 30 s. Later readings are merged.</summary>
    public TimeSpan WindowGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often closed windows are looked for; 100 ms to 10 minutes, default 10 s. It bounds how often late readings rewrite a block.</summary>
    public TimeSpan CompactionInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Least time between the starts of two commits while little is queued; 0 to 100 ms, default 2 ms. A lone batch after a pause is committed
    /// at once. Measured at 150,000 readings/s: 0 costs 1.09 cores, 1 ms 0.65, 3 ms 0.53.
    /// </summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Queued batches from which a commit starts without lingering; 1 to 100,000, default 64.</summary>
    [Range(1, 100_000)]
    public int LingerBelowBatches { get; init; } = 64;

    /// <summary>Batches that may be queued or in commit before <c>Enqueue</c> waits; 1 to 1,000,000, default 65,536.</summary>
    [Range(1, 1_000_000)]
    public int MaxQueuedBatches { get; init; } = 65_536;

    /// <summary>Memory of queued batches before <c>Enqueue</c> waits, in bytes; 64 KiB to 4 GiB, default 64 MiB. A batch larger than this passes alone.</summary>
    [Range(64L * 1024, 4L * 1024 * 1024 * 1024)]
    public long MaxQueuedBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Journal bytes of one transaction; 4 KiB to 64 MiB, default 4 MiB, which bounds the time of a commit.</summary>
    [Range(4 * 1024, 64 * 1024 * 1024)]
    public int MaxCommitBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>
    /// Size of the write-ahead log from which the writer itself checkpoints, in bytes; 1 MiB to 16 GiB, default 256 MiB. Under saturation the
    /// background checkpoint alone let it grow to 227 MB in the trial.
    /// </summary>
    [Range(1024L * 1024, 16L * 1024 * 1024 * 1024)]
    public long MaxWalBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Pause between background checkpoints; 10 ms to 1 minute, default 100 ms.</summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Readings in memory above which also open windows are written to blocks; 10,000 to 1,000,000,000, default 24,000,000 (12 to 15 bytes each,
    /// about 350 MB). 45,000 series at 10 s hold 16,200,000 in an hour.
    /// </summary>
    [Range(10_000, 1_000_000_000)]
    public long MaxHeadReadings { get; init; } = 24_000_000;

    /// <summary>Connections for queries, that is queries at a time; 1 to 64, default 4. Each has a page cache of 4 MiB.</summary>
    [Range(1, 64)]
    public int Readers { get; init; } = 4;

    internal void Validate()
    {
        Require(!string.IsNullOrWhiteSpace(Path), nameof(Path), "a file name", Path);
        Between(Window, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24), nameof(Window));
        Between(WindowGrace, TimeSpan.Zero, TimeSpan.FromHours(1), nameof(WindowGrace));
        Between(CompactionInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10), nameof(CompactionInterval));
        Between(Linger, TimeSpan.Zero, TimeSpan.FromMilliseconds(100), nameof(Linger));
        Between(CheckpointInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1), nameof(CheckpointInterval));
        Between(LingerBelowBatches, 1, 100_000, nameof(LingerBelowBatches));
        Between(MaxQueuedBatches, 1, 1_000_000, nameof(MaxQueuedBatches));
        Between(MaxQueuedBytes, 64L * 1024, 4L * 1024 * 1024 * 1024, nameof(MaxQueuedBytes));
        Between(MaxCommitBytes, 4 * 1024, 64 * 1024 * 1024, nameof(MaxCommitBytes));
        Between(MaxWalBytes, 1024L * 1024, 16L * 1024 * 1024 * 1024, nameof(MaxWalBytes));
        Between(MaxHeadReadings, 10_000L, 1_000_000_000L, nameof(MaxHeadReadings));
        Between(Readers, 1, 64, nameof(Readers));
    }

    private static void Between<T>(T found, T least, T most, string key) where T : IComparable<T>
        => Require(found.CompareTo(least) >= 0 && found.CompareTo(most) <= 0, key, $"{least} to {most}", found);

    private static void Require(bool holds, string key, string allowed, object? found)
    {
        if (!holds) throw new ArgumentException($"{nameof(TelemetryStoreOptions)}.{key}: allowed is {allowed}, found {found}.");
    }
}
