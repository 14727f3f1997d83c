using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol;

namespace IncubatorHub.Edge.Interlocks;

/// <summary>
/// Whether the wall clock can be believed. A box without a battery starts in the past, and a first synchronisation steps; neither must switch
/// an instrument. In doubt, everything stays as it is until the hub's time agrees, or the clock has run evenly for a while. Thread-safe.
/// </summary>
internal sealed class WallClock
{
    /// <summary>Smaller steps move no lease that matters.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>After a step, without the hub.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly SpoolWriter _spool;
    private long _wallMs, _stamp;
    private long? _steppedStamp, _latestMs;

    /// <param name="latestMs">The latest time that an earlier run saw; null: none.</param>
    public WallClock(TimeProvider time, SpoolWriter spool, long? latestMs)
    {
        (_time, _spool, _latestMs) = (time, spool, latestMs);
        (_wallMs, _stamp) = (NowMs, time.GetTimestamp());
    }

    public long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Looks at both clocks; to be called often.</summary>
    public bool IsTrusted()
    {
        lock (_gate)
        {
            var (now, stamp) = (NowMs, _time.GetTimestamp());
            var stepMs = now - _wallMs - (long)_time.GetElapsedTime(_stamp, stamp).TotalMilliseconds;
            (_wallMs, _stamp) = (now, stamp);
            if (Math.Abs(stepMs) > Step.TotalMilliseconds)
            {
                _steppedStamp = stamp;
                _spool.Add(Events.Of(now, EventKinds.GatewayClockStepped, Events.Gateway, ("ms", stepMs)));
            }
            if (_steppedStamp is { } stepped && _time.GetElapsedTime(stepped, stamp) >= Settling) _steppedStamp = null;
            if (now >= _latestMs - Step.TotalMilliseconds) _latestMs = null;
            return _steppedStamp is null && _latestMs is null;
        }
    }

    /// <summary>The hub said what time it is; when ours agrees, doubts are over.</summary>
    public void Confirm(long hubMs)
    {
        IsTrusted();
        lock (_gate)
            if (Math.Abs(hubMs - NowMs) <= Step.TotalMilliseconds) (_steppedStamp, _latestMs) = (null, null);
    }
}
