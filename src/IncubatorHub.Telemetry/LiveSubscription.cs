using System.Runtime.CompilerServices;

namespace IncubatorHub.Telemetry;

/// <summary>
/// Newly stored readings as they become durable, for screens and for evaluators that can recover from the store. Bounded: when the
/// reader is slow the oldest are dropped and counted. Repeated readings do not appear.
/// </summary>
/// <remarks>One reader at a time. Dispose it when the screen closes.</remarks>
public sealed class LiveSubscription : IDisposable
{
    private readonly Lock _gate = new();
    private readonly LiveReading[] _ring;
    private readonly Action<LiveSubscription> _leave;
    private TaskCompletionSource? _waiting;
    private int _start;
    private int _count;
    private long _dropped;
    private long _droppedTold;
    private bool _closed;

    internal LiveSubscription(int capacity, Action<LiveSubscription> leave)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MaxCapacity);
        _ring = new LiveReading[capacity];
        _leave = leave;
    }

    /// <summary>The largest capacity, in readings.</summary>
    public const int MaxCapacity = 1_000_000;

    /// <summary>Readings dropped since the subscription began.</summary>
    public long Dropped
    {
        get
        {
            lock (_gate) return _dropped;
        }
    }

    /// <summary>Readings dropped since this was last asked: a gap, which the reader can fill from the store.</summary>
    /// <returns>0 when nothing is missing.</returns>
    public long TakeGap()
    {
        lock (_gate)
        {
            var gap = _dropped - _droppedTold;
            _droppedTold = _dropped;
            return gap;
        }
    }

    /// <summary>Takes the oldest reading that waits, without waiting for one.</summary>
    /// <param name="reading">The reading.</param>
    /// <returns>False when none waits.</returns>
    public bool TryRead(out LiveReading reading)
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                reading = default;
                return false;
            }

            reading = _ring[_start];
            _start = _start + 1 == _ring.Length ? 0 : _start + 1;
            _count--;
            return true;
        }
    }

    /// <summary>Waits until a reading waits.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when the subscription or the store was closed and nothing is left.</returns>
    public async ValueTask<bool> WaitToRead(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task wait;
            lock (_gate)
            {
                if (_count > 0) return true;
                if (_closed) return false;
                wait = (_waiting ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await wait.WaitAsync(cancellationToken);
        }
    }

    /// <summary>All readings until the subscription is closed.</summary>
    /// <param name="cancellationToken">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <returns>Readings in the order in which they became durable.</returns>
    public async IAsyncEnumerable<LiveReading> ReadAll([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await WaitToRead(cancellationToken))
        {
            while (TryRead(out var reading)) yield return reading;
        }
    }

    /// <summary>Ends the subscription; readings that still wait can be read.</summary>
    public void Dispose()
    {
        Close();
        _leave(this);
    }

    internal void Close()
    {
        lock (_gate) _closed = true;
        Wake();
    }

    /// <summary>Called by the writer; returns how many readings were dropped to make room (0 or 1).</summary>
    internal int Offer(in LiveReading reading)
    {
        lock (_gate)
        {
            if (_closed) return 0;
            var at = _start + _count;
            if (at >= _ring.Length) at -= _ring.Length;
            _ring[at] = reading;
            if (_count < _ring.Length)
            {
                _count++;
                return 0;
            }

            _start = _start + 1 == _ring.Length ? 0 : _start + 1;
            _dropped++;
            return 1;
        }
    }

    internal void Wake()
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            waiting = _waiting;
            _waiting = null;
        }

        waiting?.TrySetResult();
    }
}
