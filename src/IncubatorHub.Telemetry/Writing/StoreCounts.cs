namespace IncubatorHub.Telemetry.Writing;

/// <summary>Counts, each written by one thread at a time or by interlocked addition, read by anyone.</summary>
internal sealed class StoreCounts
{
    public long Batches, Readings, Duplicates, Conflicts, Commits, FailedCommits, FailedBatches;
    public long BlocksWritten, BlockReadings, BlockBytes, FailedCompactions, DamagedRows, JournalBytes, LiveDropped;
    public long JournalRows, WalBytes;

    /// <summary>Adds from the one thread that owns the count.</summary>
    public static void Add(ref long count, long more) => Volatile.Write(ref count, count + more);
}
