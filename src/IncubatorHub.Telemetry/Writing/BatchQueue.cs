namespace IncubatorHub.Telemetry.Writing;

/// <summary>
/// The queue before the writer, bounded by count and by memory; what is being committed counts as well until it is done. When full,
/// senders wait in order of arrival.
/// </summary>
internal sealed class BatchQueue(int maxBatches, long maxBytes)
{
    // A plain object, for the writer waits on it with a time limit.
    private readonly object _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private readonly Queue<WriterCommand> _commands = new();
    private List<ReadingBatch> _queued = new(256);
    private int _held;
    private long _heldBytes;
    private bool _closed;

    public (int Batches, long Bytes) Held
    {
        get
        {
            lock (_gate) return (_held, _heldBytes);
        }
    }

    public ValueTask Enqueue(ReadingBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiting waiting;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(TelemetryStore));
            if (_waiting.Count == 0 && Fits(batch.MemoryBytes))
            {
                Accept(batch);
                return ValueTask.CompletedTask;
            }

            waiting = new Waiting(batch);
            _waiting.Enqueue(waiting);
        }

        return new ValueTask(Wait(waiting, cancellationToken));
    }

    public void Post(WriterCommand command)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(TelemetryStore));
            _commands.Enqueue(command);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits for something to do; false when the queue is closed and empty.</summary>
    public bool WaitForWork(TimeSpan most)
    {
        lock (_gate)
        {
            if (_queued.Count == 0 && _commands.Count == 0 && !_closed) Monitor.Wait(_gate, most);
            return _queued.Count > 0 || _commands.Count > 0 || !_closed;
        }
    }

    /// <summary>Waits until as many batches are queued, for at most a while.</summary>
    public void WaitForMore(TimeSpan most, int batches)
    {
        var milliseconds = (int)Math.Ceiling(most.TotalMilliseconds);
        lock (_gate)
        {
            if (_queued.Count == 0 || _queued.Count >= batches || _closed) return;
            // Each arrival wakes the writer; only the last one counts, and a rare early start is harmless.
            _wanted = batches;
            Monitor.Wait(_gate, milliseconds);
            _wanted = 1;
        }
    }

    /// <summary>Takes all that is queued; the list given becomes the next queue.</summary>
    public List<ReadingBatch> TakeAll(List<ReadingBatch> emptied)
    {
        lock (_gate)
        {
            var taken = _queued;
            _queued = emptied;
            return taken;
        }
    }

    public bool TryTakeCommand(out WriterCommand command)
    {
        lock (_gate) return _commands.TryDequeue(out command!);
    }

    /// <summary>Batches are done; waiting senders move up.</summary>
    public void Release(int batches, long bytes)
    {
        lock (_gate)
        {
            _held -= batches;
            _heldBytes -= bytes;
            while (_waiting.TryPeek(out var next) && (next.IsAbandoned || Fits(next.Batch.MemoryBytes)))
            {
                _waiting.Dequeue();
                if (next.IsAbandoned) continue;
                next.IsAccepted = true;
                Accept(next.Batch);
                next.Done.TrySetResult();
            }
        }
    }

    /// <summary>Refuses what comes from now on; what was accepted is still committed.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            while (_waiting.TryDequeue(out var next)) next.Done.TrySetException(new ObjectDisposedException(nameof(TelemetryStore)));
            Monitor.PulseAll(_gate);
        }
    }

    private int _wanted = 1;

    // A batch that is larger than the bound passes when it is alone, or it would wait for ever.
    private bool Fits(long bytes) => _held == 0 || (_held < maxBatches && _heldBytes + bytes <= maxBytes);

    private void Accept(ReadingBatch batch)
    {
        _held++;
        _heldBytes += batch.MemoryBytes;
        _queued.Add(batch);
        if (_queued.Count == 1 || _queued.Count >= _wanted) Monitor.Pulse(_gate);
    }

    private async Task Wait(Waiting waiting, CancellationToken cancellationToken)
    {
        try
        {
            await waiting.Done.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
            {
                // Accepted in the same moment: then it is the store's, and the sender learns the outcome from its owner.
                if (waiting.IsAccepted) return;
                waiting.IsAbandoned = true;
            }

            throw;
        }
    }

    private sealed class Waiting(ReadingBatch batch)
    {
        public ReadingBatch Batch { get; } = batch;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsAccepted { get; set; }

        public bool IsAbandoned { get; set; }
    }
}
