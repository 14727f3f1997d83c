namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>A series has not too many bookings, and not too many days from its first start to its last.</summary>
internal static class MustFitSeries
{
    public const string CountCode = "booking.series-count";
    public const string SpanCode = "booking.series-span";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (facts.Series is not { } series)
            yield break;
        if (facts.Policy.SeriesMaxCount is { } most && series.Count > most)
            yield return new Finding(CountCode, Right.ManageBookings, ("maxCount", most), ("count", series.Count));
        var clock = facts.Hours.Calendar.Clock;
        var days = clock.DateOf(series.LastStart).DayNumber - clock.DateOf(series.FirstStart).DayNumber;
        if (facts.Policy.SeriesMaxDays is { } longest && days > longest)
            yield return new Finding(SpanCode, Right.ManageBookings, ("maxDays", longest), ("days", days));
    }
}
