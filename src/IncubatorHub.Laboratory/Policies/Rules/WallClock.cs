namespace IncubatorHub.Laboratory.Policies.Rules;

/// <summary>Days and times of day in a zone, right also on the days when clocks are set.</summary>
public readonly record struct WallClock(TimeZoneInfo Zone)
{
    /// <summary>The same instant as the clocks in the zone show it.</summary>
    public DateTimeOffset At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The date in the zone.</summary>
    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(At(instant).DateTime);

    /// <summary>
    /// The first instant at which the clocks show this time or a later one: of a time shown twice the earlier, of one that is skipped the instant of
    /// the skip.
    /// </summary>
    public DateTimeOffset InstantOf(DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time, DateTimeKind.Unspecified);
        var (before, after) = (OffsetAt(Utc(local).AddDays(-1)), OffsetAt(Utc(local).AddDays(1)));
        var early = new DateTimeOffset(local, before).ToUniversalTime();
        if (OffsetAt(early) == before)
            return early;
        var late = new DateTimeOffset(local, after).ToUniversalTime();
        return OffsetAt(late) == after ? late : FirstShowing(local, late, early);
    }

    /// <summary>The day from midnight to midnight: 23 or 25 hours when clocks are set.</summary>
    public TimeRange Day(DateOnly date) => new(InstantOf(date, TimeOnly.MinValue), InstantOf(date.AddDays(1), TimeOnly.MinValue));

    /// <summary>The dates that a range touches; its end does not belong to it.</summary>
    public IEnumerable<DateOnly> DatesOf(TimeRange range)
    {
        var last = DateOf(range.Until.AddTicks(-1));
        for (var date = DateOf(range.From); date <= last; date = date.AddDays(1))
            yield return date;
    }

    // Clocks are set forward over the wanted time. The skip is between the two; a second is more exact than any zone.
    private DateTimeOffset FirstShowing(DateTime local, DateTimeOffset before, DateTimeOffset atOrAfter)
    {
        if (before >= atOrAfter)
            return atOrAfter;
        while (atOrAfter - before > TimeSpan.FromSeconds(1))
        {
            var middle = before + TimeSpan.FromSeconds(Math.Floor((atOrAfter - before).TotalSeconds / 2));
            if (At(middle).DateTime >= local)
                atOrAfter = middle;
            else
                before = middle;
        }

        return atOrAfter;
    }

    private TimeSpan OffsetAt(DateTimeOffset instant) => Zone.GetUtcOffset(instant);

    private static DateTimeOffset Utc(DateTime local) => new(local, TimeSpan.Zero);
}
