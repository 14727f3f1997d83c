namespace IncubatorHub.Telemetry;

/// <summary>A snapshot of what the store has done since it was opened, and of what it holds now.</summary>
public sealed record TelemetryCounters
{
    /// <summary>Batches that became durable.</summary>
    public long Batches { get; init; }

    /// <summary>Readings that were stored for the first time.</summary>
    public long Readings { get; init; }

    /// <summary>Repeated readings with an equal value.</summary>
    public long Duplicates { get; init; }

    /// <summary>Repeated readings with another value; the first stayed.</summary>
    public long Conflicts { get; init; }

    /// <summary>Transactions that committed readings.</summary>
    public long Commits { get; init; }

    /// <summary>Transactions that failed; nothing of them was acknowledged.</summary>
    public long FailedCommits { get; init; }

    /// <summary>Batches that were reported as not durable.</summary>
    public long FailedBatches { get; init; }

    /// <summary>Blocks written, rewritten ones included.</summary>
    public long BlocksWritten { get; init; }

    /// <summary>Readings that those blocks hold.</summary>
    public long BlockReadings { get; init; }

    /// <summary>Bytes of those blocks.</summary>
    public long BlockBytes { get; init; }

    /// <summary>Compaction steps that failed and will be tried again.</summary>
    public long FailedCompactions { get; init; }

    /// <summary>Damaged blocks or journal rows that were set aside instead of being used.</summary>
    public long DamagedRows { get; init; }

    /// <summary>Bytes written to the journal.</summary>
    public long JournalBytes { get; init; }

    /// <summary>Readings dropped from live subscriptions that were read too slowly.</summary>
    public long LiveDropped { get; init; }

    /// <summary>Now: journal rows that wait for their readings to stand in blocks.</summary>
    public long JournalRows { get; init; }

    /// <summary>Now: readings held in memory.</summary>
    public long HeadReadings { get; init; }

    /// <summary>Now: series known.</summary>
    public int Series { get; init; }

    /// <summary>Now: batches queued or being committed.</summary>
    public int QueuedBatches { get; init; }

    /// <summary>Now: memory of those batches, in bytes.</summary>
    public long QueuedBytes { get; init; }

    /// <summary>Now: live subscriptions.</summary>
    public int Subscriptions { get; init; }

    /// <summary>Now: bytes of the write-ahead log that are in use.</summary>
    public long WalBytes { get; init; }
}
