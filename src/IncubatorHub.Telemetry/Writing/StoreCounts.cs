namespace IncubatorHub.Telemetry.Writing;

/// <summary>Counts, each written by one thread at a time or by interlocked addition, read by anyone.</summary>
internal sealed class StoreCounts
{
    public long Batches, Readings, Duplicates, Conflicts, Commits, FailedCommits, FailedBatches;
    public long BlocksWritten, BlockReadings, BlockBytes, FailedCompactions, DamagedRows, JournalBytes, LiveDropped;
    public long JournalRows, WalBytes;

    /// <summary>Adds from the one thread that owns the count.</summary>
    public static void Add(ref long count, long more) => Volatile.Write(ref count, count + more);

    public TelemetryCounters Snapshot() => new()
    {
        Batches = Volatile.Read(ref Batches),
        Readings = Volatile.Read(ref Readings),
        Duplicates = Volatile.Read(ref Duplicates),
        Conflicts = Volatile.Read(ref Conflicts),
        Commits = Volatile.Read(ref Commits),
        FailedCommits = Volatile.Read(ref FailedCommits),
        FailedBatches = Volatile.Read(ref FailedBatches),
        BlocksWritten = Volatile.Read(ref BlocksWritten),
        BlockReadings = Volatile.Read(ref BlockReadings),
        BlockBytes = Volatile.Read(ref BlockBytes),
        FailedCompactions = Volatile.Read(ref FailedCompactions),
        DamagedRows = Volatile.Read(ref DamagedRows),
        JournalBytes = Volatile.Read(ref JournalBytes),
        LiveDropped = Volatile.Read(ref LiveDropped),
        JournalRows = Volatile.Read(ref JournalRows),
        WalBytes = Volatile.Read(ref WalBytes),
    };
}
