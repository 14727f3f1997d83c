using IncubatorHub.Laboratory.Bookings.Series;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>A repeating time of day.</summary>
/// <param name="Every">Every so many days, weeks or months.</param>
/// <param name="Weekdays">For a weekly one; empty: the weekday of the first day.</param>
/// <param name="FirstOn">First day.</param>
/// <param name="LastOn">Last day at most, included.</param>
internal sealed record SeriesPattern(
    Recurrence Recurrence, int Every, IReadOnlyCollection<DayOfWeek> Weekdays, DateOnly FirstOn, DateOnly LastOn, TimeOnly TimeOfDay);

/// <summary>The days of a series.</summary>
internal static class SeriesDays
{
    /// <summary>Its days in order, at most <paramref name="count"/>.</summary>
    public static IEnumerable<DateOnly> Of(SeriesPattern pattern, int count) => Days(pattern).TakeWhile(day => day <= pattern.LastOn).Take(count);

    private static IEnumerable<DateOnly> Days(SeriesPattern pattern) => pattern.Recurrence switch
    {
        Recurrence.Daily => Steps().Select(step => pattern.FirstOn.AddDays(step * pattern.Every)),
        Recurrence.Weekly => Weekly(pattern),
        // Not AddMonths of the day before: the 31st would become the 28th and stay it.
        _ => Steps().Select(step => FirstOf(pattern.FirstOn).AddMonths(step * pattern.Every))
            .Where(month => pattern.FirstOn.Day <= DateTime.DaysInMonth(month.Year, month.Month))
            .Select(month => month.AddDays(pattern.FirstOn.Day - 1)),
    };

    private static IEnumerable<DateOnly> Weekly(SeriesPattern pattern)
    {
        var weekdays = pattern.Weekdays.Count == 0 ? [pattern.FirstOn.DayOfWeek] : pattern.Weekdays.Distinct().Order().ToArray();
        var sunday = pattern.FirstOn.AddDays(-(int)pattern.FirstOn.DayOfWeek);
        return Steps().SelectMany(step => weekdays.Select(weekday => sunday.AddDays((step * pattern.Every * 7) + (int)weekday)))
            .Where(day => day >= pattern.FirstOn);
    }

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    // Far more than any series is long; the last day ends it.
    private static IEnumerable<int> Steps() => Enumerable.Range(0, 5_000);
}
