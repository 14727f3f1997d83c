using IncubatorHub.Telemetry;

namespace IncubatorHub.Devices.Readings;

/// <summary>A span of time in the store's terms: whole milliseconds since 1970, start inclusive, end exclusive, within what it can hold.</summary>
internal readonly record struct StoreSpan(long FromMs, long ToMs)
{
    /// <summary>
    /// The milliseconds that lie in [from, to); null when there are none: before 1970, or between two milliseconds. A person may ask for any
    /// time, and the store has an answer for it: nothing.
    /// </summary>
    public static StoreSpan? Of(DateTimeOffset from, DateTimeOffset to)
    {
        var fromMs = Math.Max(Reading.MinTimestampMs, CeilingMs(from));
        var toMs = Math.Min(Reading.MaxTimestampMs + 1, CeilingMs(to));
        return fromMs < toMs ? new StoreSpan(fromMs, toMs) : null;
    }

    private static long CeilingMs(DateTimeOffset at)
    {
        var ticks = at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        return ticks / TimeSpan.TicksPerMillisecond + (ticks % TimeSpan.TicksPerMillisecond > 0 ? 1 : 0);
    }
}
