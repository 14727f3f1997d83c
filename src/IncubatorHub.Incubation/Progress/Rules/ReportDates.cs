namespace IncubatorHub.Incubation.Progress.Rules;

/// <summary>When a report is due: days of grace after what it is about, and never sooner than some days from the day on which it is asked for.</summary>
internal static class ReportDates
{
    /// <summary>Least time to answer, days.</summary>
    public const int LeastDays = 7;

    /// <summary>The last day in time.</summary>
    public static DateOnly DueOn(DateOnly end, int graceDays, DateOnly today)
    {
        var (regular, least) = (end.AddDays(graceDays), today.AddDays(LeastDays));
        return regular > least ? regular : least;
    }

    /// <summary>The instant at which a day is over in a zone. Where the clocks skip midnight, the first instant after it.</summary>
    public static DateTimeOffset EndOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
