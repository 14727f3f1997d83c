namespace IncubatorHub.Laboratory.Calendars;

/// <summary>When a zone's offset from UTC changes, looked up in the system's zone data.</summary>
internal static class ZoneTransitions
{
    /// <param name="At">The first instant with the new offset, UTC.</param>
    /// <param name="From">Offset before.</param>
    /// <param name="To">Offset from then on.</param>
    /// <param name="IsDaylight">Whether it begins daylight-saving time.</param>
    public readonly record struct Transition(DateTimeOffset At, TimeSpan From, TimeSpan To, bool IsDaylight);

    /// <summary>Changes within the range, in order. Each is found to the second: no zone changes in less.</summary>
    public static IEnumerable<Transition> Between(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        var step = TimeSpan.FromDays(1);
        for (var day = from; day < to; day += step)
        {
            if (zone.GetUtcOffset(day) == zone.GetUtcOffset(day + step))
                continue;
            var (low, high) = (day, day + step);
            while (high - low > TimeSpan.FromSeconds(1))
            {
                var middle = low + ((high - low) / 2);
                if (zone.GetUtcOffset(middle) == zone.GetUtcOffset(low))
                    low = middle;
                else
                    high = middle;
            }

            var at = DateTimeOffset.FromUnixTimeSeconds(high.ToUnixTimeSeconds());
            yield return new Transition(at, zone.GetUtcOffset(low), zone.GetUtcOffset(at), zone.IsDaylightSavingTime(at));
        }
    }
}
