using IncubatorHub.Laboratory.Usage.Rules;
using IncubatorHub.Telemetry;

namespace IncubatorHub.Laboratory.Usage;

/// <summary>
/// Follows the readings of everything whose use can be told. What it knows stands in the database up to each piece's watermark; behind it the store
/// is read again, so neither a restart nor a full queue loses anything.
/// </summary>
internal sealed class UsageFollower(TelemetryStore store, UsageBook book, UsageMeter meter, TimeProvider time) : IDisposable
{
    /// <summary>How often the row of a running use says how far it is.</summary>
    private const long ProgressMs = 60_000;

    /// <summary>How often the watermark of what rests is written: the most that a start reads again.</summary>
    private const long CheckpointMs = 600_000;

    /// <summary>How far a held value is trusted behind the clock: its next reading may be on its way.</summary>
    private const long HeldGraceMs = 60_000;

    private readonly Dictionary<Guid, FollowedUse> _followed = [];
    private readonly Dictionary<int, FollowedUse> _bySeries = [];
    private LiveSubscription? _subscription;

    /// <summary>Readings that wait; some 10 s of 9,000 metrics that are sent every 5 s. When full the oldest go, and are read from the store.</summary>
    public int Capacity { get; init; } = 20_000;

    /// <summary>Everything that is followed.</summary>
    public IReadOnlyCollection<FollowedUse> Followed => _followed.Values;

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Takes the list of what is to be followed anew; what is new on it is read from the store.</summary>
    public async Task Refresh(CancellationToken cancel)
    {
        var wanted = await book.Watched(cancel);
        var fresh = new List<FollowedUse>();
        foreach (var what in wanted)
        {
            if (!_followed.TryGetValue(what.EquipmentId, out var use))
            {
                fresh.Add(_followed[what.EquipmentId] = use = await book.Open(what, cancel));
            }
            else if (use.What.Key != what.Key)
            {
                // Another device: what the old one told ends with it.
                use.State = UsageDetector.Leave(use.State, use.Ended) with { LastMs = 0, SinceMs = NowMs };
                (use.BeganMs, use.Series, use.ReviseFromMs) = (NowMs, null, null);
                fresh.Add(use);
            }

            use.What = what;
            use.IsLeft = false;
            if (use.Series is null && store.TryResolve(what.Key, out var series))
            {
                use.Series = series;
                if (!fresh.Contains(use))
                    fresh.Add(use);
            }
        }

        foreach (var use in _followed.Values.ExceptBy(wanted.Select(one => one.EquipmentId), one => one.What.EquipmentId))
        {
            use.State = UsageDetector.Leave(use.State, use.Ended) with { SinceMs = NowMs };
            (use.IsLeft, use.Series) = (true, null);
        }

        meter.Watches(wanted.Count);
        if (fresh.Count > 0 || _subscription is null || _followed.Values.Any(one => one.IsLeft))
            await Listen(fresh, cancel);
    }

    /// <summary>Waits until a reading waits, at most so long.</summary>
    public async Task Wait(TimeSpan atMost, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            await _subscription!.WaitToRead(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Nothing came; held values and late readings still want their turn.
        }
    }

    /// <summary>Takes what waits, and what time alone tells; then writes what is due.</summary>
    public async Task Turn(CancellationToken cancel)
    {
        await Drain(_subscription!, cancel);
        foreach (var use in _followed.Values)
        {
            use.Seen = null;
            use.State = UsageDetector.Pass(use.State, use.What.Signature, NowMs - HeldGraceMs, use.Ended);
        }

        await Write(cancel);
    }

    /// <summary>Writes what is due, and works in what came late.</summary>
    public async Task Write(CancellationToken cancel)
    {
        var now = NowMs;
        var due = _followed.Values.Where(one => one.IsDue(now, ProgressMs, CheckpointMs)).ToList();
        foreach (var some in due.Chunk(UsageBook.MostAtOnce))
            await book.Save(some, now, cancel);
        foreach (var left in due.Where(one => one.IsLeft))
            _followed.Remove(left.What.EquipmentId);
        foreach (var late in _followed.Values.Where(one => one is { ReviseFromMs: not null, Series: not null } && one.ReviseAtMs <= now).ToList())
            await book.Revise(late, store, now, cancel);
    }

    /// <summary>Forgets everything; the next <see cref="Refresh"/> begins from what is stored.</summary>
    public void Forget()
    {
        _subscription?.Dispose();
        _subscription = null;
        _followed.Clear();
        _bySeries.Clear();
    }

    public void Dispose() => Forget();

    // First the feed, then the store: what is committed between is seen twice, never missed.
    private async Task Listen(List<FollowedUse> fresh, CancellationToken cancel)
    {
        var before = _subscription;
        var following = _followed.Values.Where(one => one.Series is not null).ToDictionary(one => one.Series!.Value);
        _subscription = store.Subscribe(following.Keys, Capacity);
        if (before is not null)
        {
            before.Dispose();
            await Drain(before, cancel);
        }

        _bySeries.Clear();
        foreach (var (series, use) in following)
            _bySeries[series] = use;
        await CatchUp(before is null ? fresh : _followed.Values, cancel);
    }

    private async Task Drain(LiveSubscription feed, CancellationToken cancel)
    {
        var taken = 0;
        while (taken < Capacity && feed.TryRead(out var live))
        {
            // What was dropped lies before this reading: to take it first would be to pass over them for good.
            if (feed.TakeGap() is var missed and > 0)
            {
                meter.Missed(missed);
                await CatchUp(_followed.Values, cancel);
            }

            if (_bySeries.TryGetValue(live.Series, out var use))
                use.Take(ReadingPoints.Of(live.Reading), NowMs, meter);
            taken++;
        }

        meter.Read(taken);
    }

    private async Task CatchUp(IEnumerable<FollowedUse> some, CancellationToken cancel)
    {
        foreach (var use in some.Where(one => one.Series is not null))
        {
            var from = Math.Max(use.State.LastMs + 1, use.BeganMs);
            use.State = await store.Replay(use.Series!.Value, use.State, use.What.Signature, from, Reading.MaxTimestampMs, use.Ended, cancel);
            use.Seen = (from, use.State.LastMs);
        }
    }
}
