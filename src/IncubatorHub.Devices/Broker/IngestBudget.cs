namespace IncubatorHub.Devices.Broker;

/// <summary>
/// The payload bytes that all connections together may have between the socket and the disk. When it is spent, readers wait, in
/// order, and TCP pushes back to the gateways' spools.
/// </summary>
internal sealed class IngestBudget(long maxBytes)
{
    private readonly Lock _lock = new();
    private readonly Queue<(int Bytes, TaskCompletionSource Granted)> _waiting = new();
    private long _inUse;

    public long InUse => Interlocked.Read(ref _inUse);

    public int Waiting
    {
        get { lock (_lock) return _waiting.Count; }
    }

    /// <summary>Takes the bytes at once when there is room and nobody waits.</summary>
    public bool TryTake(int bytes)
    {
        lock (_lock)
        {
            if (_waiting.Count > 0 || (_inUse > 0 && _inUse + bytes > maxBytes)) return false;
            _inUse += bytes;
            return true;
        }
    }

    /// <summary>Completes when the bytes have been taken for the caller. A caller that gives up must still await it, then return them.</summary>
    public Task Take(int bytes)
    {
        lock (_lock)
        {
            if (_waiting.Count == 0 && (_inUse == 0 || _inUse + bytes <= maxBytes))
            {
                _inUse += bytes;
                return Task.CompletedTask;
            }

            var granted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((bytes, granted));
            return granted.Task;
        }
    }

    public void Return(int bytes)
    {
        lock (_lock)
        {
            _inUse -= bytes;
            while (_waiting.TryPeek(out var next) && (_inUse == 0 || _inUse + next.Bytes <= maxBytes))
            {
                _waiting.Dequeue();
                _inUse += next.Bytes;
                next.Granted.SetResult();
            }
        }
    }
}
