namespace IncubatorHub.Laboratory.Usage.Rules;

/// <summary>
/// Tells uses from the readings of one metric, one reading after the other. How the stream is cut, and how often the state is stored and taken up
/// again between, changes nothing.
/// </summary>
/// <remarks>
/// A silence longer than the signature allows makes no end: a use that is seen on both sides goes on with <see cref="UsageSpan.HasGaps"/>; one
/// that is not ends at the last reading at work, also with gaps. Readings that are not later than the last are passed over.
/// </remarks>
internal static class UsageDetector
{
    /// <summary>Takes one reading.</summary>
    /// <param name="state">After the reading before.</param>
    /// <param name="by">The signature.</param>
    /// <param name="point">The reading.</param>
    /// <param name="ended">Gets the uses that it ends: none, or one.</param>
    public static UsageState Take(in UsageState state, in UsageSignature by, in UsagePoint point, ICollection<UsageSpan> ended)
    {
        if (point.IsDoubtful || !double.IsFinite(point.Value) || point.TimeMs <= state.LastMs)
            return state;
        var before = by.IsHeld ? Pass(state, by, point.TimeMs, ended) : AcrossSilence(state, by, point, ended);
        return Read(before, by, point, ended) with { LastMs = point.TimeMs };
    }

    /// <summary>Lets time pass for a metric that is sent only when it changes; for any other nothing follows from silence.</summary>
    /// <param name="state">After the last reading.</param>
    /// <param name="by">The signature.</param>
    /// <param name="untilMs">Up to when no other reading came; Unix ms.</param>
    /// <param name="ended">Gets the use that it ends.</param>
    public static UsageState Pass(in UsageState state, in UsageSignature by, long untilMs, ICollection<UsageSpan> ended) => !by.IsHeld ? state : state.Phase switch
    {
        UsagePhase.Rising when untilMs - state.StartMs >= by.MinOnMs => Begin(state, state.LastMs),
        UsagePhase.Rebound when untilMs - state.ReboundMs >= by.MinOnMs => Resume(state, state.LastMs),
        UsagePhase.Falling when untilMs - state.RestMs >= by.MinOffMs => End(state, state.RestMs, hasGaps: false, ended),
        _ => state,
    };

    /// <summary>Ends what is open because nothing watches it any more.</summary>
    public static UsageState Leave(in UsageState state, ICollection<UsageSpan> ended) => state.Phase switch
    {
        UsagePhase.InUse => End(state, state.LastUseMs, hasGaps: true, ended) with { Phase = UsagePhase.Unknown },
        UsagePhase.Falling or UsagePhase.Rebound => End(state, state.RestMs, hasGaps: false, ended) with { Phase = UsagePhase.Unknown },
        _ => state with { Phase = UsagePhase.Unknown },
    };

    private static UsageState AcrossSilence(in UsageState state, in UsageSignature by, in UsagePoint point, ICollection<UsageSpan> ended)
    {
        var silence = point.TimeMs - state.LastMs;
        if (state.LastMs == 0 || silence <= by.MaxGapMs)
            return state;
        var isBridged = silence <= UsageSignature.MaxBridgeSeconds * 1000L;
        switch (state.Phase)
        {
            case UsagePhase.InUse when isBridged && point.Value > by.OffBelow:
                return state with { HasGaps = true };
            case UsagePhase.InUse:
                return Forget(End(state, state.LastUseMs, hasGaps: true, ended, point.IsLate));
            case UsagePhase.Falling or UsagePhase.Rebound when isBridged && point.TimeMs - state.RestMs < by.MinOffMs:
                return state with { Phase = UsagePhase.Falling, HasGaps = state.HasGaps || point.Value > by.OffBelow };
            case UsagePhase.Falling or UsagePhase.Rebound:
                return Forget(End(state, state.RestMs, hasGaps: false, ended, point.IsLate));
            default:
                return Forget(state) with { SinceMs = state.LastMs };
        }
    }

    private static UsageState Read(in UsageState state, in UsageSignature by, in UsagePoint point, ICollection<UsageSpan> ended)
    {
        var isClear = point.Value >= by.OnAbove;
        var isOn = isClear || (point.Value > by.OffBelow && state.IsOn);
        // Between the thresholds it stays what it was, but a spike followed by a high stand-by is no use.
        if (!isClear && state.Phase is UsagePhase.Rising or UsagePhase.Rebound && point.TimeMs - state.LastOnMs > by.MinOnMs)
            isOn = false;
        var next = state with { IsOn = isOn, LastOnMs = isClear ? point.TimeMs : state.LastOnMs };
        return next.Phase switch
        {
            UsagePhase.Unknown or UsagePhase.Idle => isOn ? Rise(next, by, point) : Rest(next, point),
            UsagePhase.Rising => isOn ? Rising(next, by, point) : next with { Phase = UsagePhase.Idle, Pending = default, IsLate = false },
            UsagePhase.InUse => isOn
                ? next with { Use = next.Use.With(point.Value), LastUseMs = point.TimeMs }
                : Fall(next with { RestMs = point.TimeMs, IsLate = point.IsLate, Pending = new ReadingSums().With(point.Value) }, by, point, ended),
            UsagePhase.Falling when isOn => Rebound(next, by, point, ended),
            UsagePhase.Rebound when isOn => Rebounding(next with { Pending = next.Pending.With(point.Value), IsLate = next.IsLate || point.IsLate }, by, point, isClear),
            _ => Fall(next with { Phase = UsagePhase.Falling, IsLate = next.IsLate || point.IsLate, Pending = next.Pending.With(point.Value) }, by, point, ended),
        };
    }

    private static UsageState Rest(in UsageState state, in UsagePoint point) =>
        state.Phase is UsagePhase.Idle ? state : state with { Phase = UsagePhase.Idle, SinceMs = point.TimeMs };

    private static UsageState Rise(in UsageState state, in UsageSignature by, in UsagePoint point)
    {
        var rising = state with
        {
            Phase = UsagePhase.Rising, StartMs = point.TimeMs, IsLate = point.IsLate, HasGaps = false, Use = default,
            Pending = new ReadingSums().With(point.Value), SinceMs = state.Phase is UsagePhase.Idle ? state.SinceMs : point.TimeMs,
        };
        return by.MinOnMs == 0 ? Begin(rising, point.TimeMs) : rising;
    }

    private static UsageState Rising(in UsageState state, in UsageSignature by, in UsagePoint point)
    {
        var rising = state with { Pending = state.Pending.With(point.Value), IsLate = state.IsLate || point.IsLate };
        return point.Value >= by.OnAbove && point.TimeMs - state.StartMs >= by.MinOnMs ? Begin(rising, point.TimeMs) : rising;
    }

    private static UsageState Rebound(in UsageState state, in UsageSignature by, in UsagePoint point, ICollection<UsageSpan> ended)
    {
        if (point.TimeMs - state.RestMs >= by.MinOffMs)
            return Rise(End(state, state.RestMs, hasGaps: false, ended, point.IsLate) with { IsOn = true }, by, point);
        var rebound = state with
        {
            Phase = UsagePhase.Rebound, ReboundMs = point.TimeMs, Pending = state.Pending.With(point.Value), IsLate = state.IsLate || point.IsLate,
        };
        return by.MinOnMs == 0 ? Resume(rebound, point.TimeMs) : rebound;
    }

    private static UsageState Rebounding(in UsageState state, in UsageSignature by, in UsagePoint point, bool isClear) =>
        isClear && point.TimeMs - state.ReboundMs >= by.MinOnMs ? Resume(state, point.TimeMs) : state;

    private static UsageState Fall(in UsageState state, in UsageSignature by, in UsagePoint point, ICollection<UsageSpan> ended) =>
        point.TimeMs - state.RestMs >= by.MinOffMs ? End(state, state.RestMs, hasGaps: false, ended) : state with { Phase = UsagePhase.Falling };

    private static UsageState Begin(in UsageState state, long lastMs) =>
        state with { Phase = UsagePhase.InUse, SinceMs = state.StartMs, LastUseMs = lastMs, Use = state.Pending, Pending = default };

    private static UsageState Resume(in UsageState state, long lastMs) =>
        state with { Phase = UsagePhase.InUse, LastUseMs = lastMs, Use = state.Use.With(state.Pending), Pending = default };

    private static UsageState End(in UsageState state, long endMs, bool hasGaps, ICollection<UsageSpan> ended, bool isLate = false)
    {
        ended.Add(new UsageSpan(
            state.StartMs, endMs, Math.Min(state.LastUseMs, endMs), state.Use.Mean, state.Use.Peak, state.HasGaps || hasGaps, state.IsLate || isLate));
        return Forget(state) with { Phase = UsagePhase.Idle, SinceMs = endMs };
    }

    private static UsageState Forget(in UsageState state) => state with
    {
        Phase = UsagePhase.Unknown, IsOn = false, HasGaps = false, IsLate = false, Use = default, Pending = default,
    };
}
