using IncubatorHub.Protocol;

namespace IncubatorHub.Edge.Interlocks;

/// <summary>
/// Off, on by a lease, warned, in grace while the instrument still works, off when it is idle. One step at a time; no clock, no device.
/// Two things never happen: on without a lease (unless the fail mode says so), and off while the instrument works (unless its grace has a limit).
/// </summary>
internal static class InterlockRules
{
    public static InterlockVerdict Judge(InterlockFacts f)
    {
        if (f.Table is not { } table || !f.IsClockTrusted) return new(f.Phase);
        var isExpired = f.NowMs >= table.ValidUntil;
        if (isExpired && f.Rules.FailMode == "hold") return new(f.Phase);
        if (isExpired && f.Rules.FailMode == "on") return new(InterlockPhase.On, "fail-mode");
        return Running(f, table) is { } lease ? WithLease(f, table, lease) : WithoutLease(f, table);
    }

    private static Lease? Running(InterlockFacts f, LeaseTable table) =>
        f.NowMs >= table.ValidUntil ? null : table.Leases.Where(l => l.From <= f.NowMs && f.NowMs < l.Until).MinBy(l => l.From);

    private static InterlockVerdict WithLease(InterlockFacts f, LeaseTable table, Lease lease)
    {
        var ends = EndOfChain(table, f.NowMs);
        if (f.Rules.FailMode == "off") ends = Math.Min(ends, table.ValidUntil);
        // What stays on at its end need not be announced.
        var isEnding = ends - f.NowMs <= f.Rules.WarnSeconds * 1000L && !(f.Rules.NeverCut || table.NeverCut);
        // What was off is switched on first, be its lease ever so short.
        return isEnding && f.Phase is InterlockPhase.On or InterlockPhase.Warned && isEnding
            ? new(InterlockPhase.Warned, "ending", lease, ends)
            : new(InterlockPhase.On, lease.Booking is null ? "by-hand" : "lease", lease, ends);
    }

    /// <summary>Leases that touch are one span: between two users the instrument stays on.</summary>
    private static long EndOfChain(LeaseTable table, long now)
    {
        var ends = now;
        foreach (var lease in table.Leases.OrderBy(l => l.From))
            if (lease.From <= ends && lease.Until > ends) ends = lease.Until;
        return ends;
    }

    private static InterlockVerdict WithoutLease(InterlockFacts f, LeaseTable table)
    {
        var isNeverCut = f.Rules.NeverCut || table.NeverCut;
        switch (f.Phase)
        {
            case InterlockPhase.Unknown:
                // Found on: whoever works with it is not cut off because the gateway is new.
                return f.IsSwitchOn switch { null => new(f.Phase), false => new(InterlockPhase.Off, "found-off"), true => new(isNeverCut ? InterlockPhase.Kept : InterlockPhase.Grace, "found-on") };
            case InterlockPhase.Off:
                return new(f.Phase);
            case var _ when isNeverCut:
                return new(InterlockPhase.Kept, "never-cut");
            case InterlockPhase.On:
                return f.Rules.WarnSeconds > 0 ? new(InterlockPhase.Warned, "ending", EndsMs: f.NowMs) : new(InterlockPhase.Grace, "in-use");
            case InterlockPhase.Kept:
                return new(InterlockPhase.Grace, "in-use");
            case InterlockPhase.Warned or InterlockPhase.Grace when f.Load is InterlockLoadState.Idle:
                return new(InterlockPhase.Off, "idle");
            case InterlockPhase.Warned:
                // A lease that ended before its time, or a clock that moved: the warning still gets its time.
                return f.InPhase >= TimeSpan.FromSeconds(f.Rules.WarnSeconds) ? new(InterlockPhase.Grace, "in-use") : new(f.Phase);
            default:
                return f.Rules.GraceSeconds is { } limit && f.InPhase >= TimeSpan.FromSeconds(limit) ? new(InterlockPhase.Off, "grace-over") : new(f.Phase);
        }
    }
}
