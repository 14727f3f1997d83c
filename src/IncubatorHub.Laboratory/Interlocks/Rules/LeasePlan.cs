using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Protocol;

namespace IncubatorHub.Laboratory.Interlocks.Rules;

/// <summary>A booking as the plan sees it.</summary>
internal sealed record PlannedUse(Guid BookingId, BookingState State, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateTimeOffset? CheckedInAt, bool IsQualified);

/// <summary>Which leases an instrument has, from its bookings and what a manager ordered. Pure.</summary>
internal static class LeasePlan
{
    /// <summary>So far ahead a gateway is told, which is how long it works without a line.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    public static IReadOnlyList<Lease> For(
        LeaseStart begins, int warmUpMinutes, ManualSwitch manual, DateTimeOffset? manualFrom, DateTimeOffset? manualUntil, IEnumerable<PlannedUse> uses, DateTimeOffset now)
    {
        if (manual is ManualSwitch.Off)
            return [];
        var leases = uses.Where(MayRun).Select(use => (use, From: FromOf(begins, warmUpMinutes, use))).Where(one => one.From is { } from && from < one.use.EndsAt)
            .Select(one => new Lease(one.use.BookingId.ToString("N"), Ms(one.From!.Value), Ms(one.use.EndsAt), one.use.BookingId.ToString("N"))).ToList();
        if (manual is ManualSwitch.On && manualFrom is { } since && manualUntil is { } until)
            leases.Add(new Lease($"by-hand-{Ms(since)}", Ms(since), Ms(until)));
        var (nowMs, aheadMs) = (Ms(now), Ms(now + Ahead));
        leases.RemoveAll(lease => lease.Until <= nowMs || lease.From >= aheadMs);
        // One that lies within another switches nothing; without it the nearest 24 reach as far as they can.
        return [.. leases.Where(lease => !leases.Exists(other => Covers(other, lease)))
            .OrderBy(lease => lease.From).ThenBy(lease => lease.Id, StringComparer.Ordinal).Take(ProtocolLimits.MaxLeases)];
    }

    private static bool MayRun(PlannedUse use) => use is { IsQualified: true, State: BookingState.Confirmed or BookingState.CheckedIn or BookingState.InUse };

    private static DateTimeOffset? FromOf(LeaseStart begins, int warmUpMinutes, PlannedUse use) => begins switch
    {
        LeaseStart.WarmUp => use.StartsAt.AddMinutes(-warmUpMinutes),
        LeaseStart.Booking => use.StartsAt,
        _ => use.CheckedInAt,
    };

    // Of two that are equal, the one with the smaller id stays.
    private static bool Covers(Lease other, Lease lease) => other.From <= lease.From && lease.Until <= other.Until
        && (other.From < lease.From || lease.Until < other.Until || string.CompareOrdinal(other.Id, lease.Id) < 0);

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}
