namespace IncubatorHub.Telemetry;

/// <summary>Learns what became of the batches that it queued; typically one connection, which then acknowledges.</summary>
/// <remarks>Both methods run on the store's writer thread: return at once, never block, never call back into the store's
/// asynchronous methods and wait. An exception is logged and otherwise ignored.</remarks>
public interface IBatchOwner
{
    /// <summary>Called once per batch, in the order in which the batches were queued.</summary>
    /// <param name="batch">The batch; it returns to the pool when this call ends, so keep no reference to it.</param>
    /// <param name="outcome">What became of it. Only <see cref="BatchOutcome.Durable"/> permits an acknowledgement.</param>
    void Committed(ReadingBatch batch, BatchOutcome outcome);

    /// <summary>Called once per commit after the last <see cref="Committed"/> of this owner in it, so that all
    /// acknowledgements of a commit can leave in one write.</summary>
    void CommitEnded();
}

/// <summary>What became of one batch.</summary>
/// <param name="Durable">True when every reading of the batch is on disk (new or known before). False when the commit failed:
/// nothing of the batch was stored, and the sender must keep it.</param>
/// <param name="Stored">Readings that were new.</param>
/// <param name="Duplicates">Readings that repeat a stored (series, timestamp) with the same value; they changed nothing.</param>
/// <param name="Conflicts">Readings that state another value for a stored (series, timestamp); the first value stays.</param>
public readonly record struct BatchOutcome(bool Durable, int Stored, int Duplicates, int Conflicts);
