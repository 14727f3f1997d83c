using System.Collections.Frozen;

namespace IncubatorHub.Laboratory.Policies.Rules;

/// <summary>A facility's zone, its public holidays, and the days on which it is closed. Immutable.</summary>
internal sealed class FacilityCalendar(TimeZoneInfo zone, IEnumerable<DateOnly> holidays, IEnumerable<DateOnly> closedDays)
{
    private readonly FrozenSet<DateOnly> _holidays = holidays.ToFrozenSet();
    private readonly FrozenSet<DateOnly> _closed = closedDays.ToFrozenSet();

    public WallClock Clock { get; } = new(zone);

    public bool IsHoliday(DateOnly date) => _holidays.Contains(date);

    public bool IsClosed(DateOnly date) => _closed.Contains(date);

    /// <summary>When the house is open around a range, merged. Without stated hours it is open but on closed days.</summary>
    public List<TimeRange> OpenAround(PolicyRules rules, TimeRange range) => TimeRanges.Merged(
        from date in DatesAround(range)
        where !IsClosed(date) && !(rules.HolidaysClosed is true && IsHoliday(date))
        from window in rules.OpenHours is { } hours ? hours.Where(one => one.Days.Contains(date.DayOfWeek)) : [WeeklyWindow.EveryDay]
        select window.On(date, Clock));

    /// <summary>Time around a range to which limits do not apply, merged.</summary>
    public List<TimeRange> OffPeakAround(PolicyRules rules, TimeRange range)
    {
        if (rules.OffPeak is not { Count: > 0 } && rules.HolidaysOffPeak is not true)
            return [];
        return TimeRanges.Merged(
            from date in DatesAround(range)
            from window in rules.HolidaysOffPeak is true && (IsHoliday(date) || IsClosed(date))
                ? [WeeklyWindow.EveryDay]
                : rules.OffPeak?.Where(one => one.Days.Contains(date.DayOfWeek)) ?? []
            select window.On(date, Clock));
    }

    // A window of the day before may run into the range.
    private IEnumerable<DateOnly> DatesAround(TimeRange range) =>
        Clock.DatesOf(range.Padded(TimeSpan.FromDays(1), TimeSpan.FromDays(1)));
}
