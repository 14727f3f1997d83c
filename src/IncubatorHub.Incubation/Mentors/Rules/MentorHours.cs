using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Incubation.Mentors.Rules;

/// <summary>What a mentor said about when. Immutable.</summary>
/// <param name="Clock">Of the mentor's zone: all hours are by its wall clocks.</param>
/// <param name="Weekly">The usual week.</param>
/// <param name="Special">Hours of dates that are not usual; an empty list: not at all.</param>
/// <param name="KeepsJapaneseHolidays">Public holidays of Japan close a day that is not special.</param>
internal sealed record MentorSchedule(
    WallClock Clock, IReadOnlyList<WeeklyWindow> Weekly, IReadOnlyDictionary<DateOnly, IReadOnlyList<WeeklyWindow>> Special, bool KeepsJapaneseHolidays);

/// <summary>
/// When a mentor is there, and free, as intervals: nothing is counted in minutes. Hours belong to the date on which they begin, so that a Friday's
/// 22:00 to 02:00 is all there although Saturday is not. Pure.
/// </summary>
internal static class MentorHours
{
    /// <summary>The mentor's hours inside a window, merged.</summary>
    public static List<TimeRange> Open(MentorSchedule schedule, TimeRange window)
    {
        var holidays = new Dictionary<int, IReadOnlySet<DateOnly>>();
        // Hours of the day before may run into the window.
        var dates = schedule.Clock.DatesOf(window.Padded(TimeSpan.FromDays(1), TimeSpan.FromDays(1)));
        return TimeRanges.Merged(
            from date in dates
            from hours in HoursOf(schedule, date, holidays)
            let range = hours.On(date, schedule.Clock)
            where range.Meets(window)
            select range.Inside(window));
    }

    /// <summary>The hours that nothing takes, merged. <paramref name="taken"/> need not be merged.</summary>
    public static List<TimeRange> Free(MentorSchedule schedule, TimeRange window, IEnumerable<TimeRange> taken) =>
        TimeRanges.Without(Open(schedule, window), TimeRanges.Merged(taken));

    private static IEnumerable<WeeklyWindow> HoursOf(MentorSchedule schedule, DateOnly date, Dictionary<int, IReadOnlySet<DateOnly>> holidays)
    {
        if (schedule.Special.TryGetValue(date, out var special))
            return special;
        if (schedule.KeepsJapaneseHolidays)
        {
            if (!holidays.TryGetValue(date.Year, out var ofYear))
                holidays[date.Year] = ofYear = JapaneseHolidays.Of(date.Year);
            if (ofYear.Contains(date))
                return [];
        }

        return schedule.Weekly.Where(one => one.Days.Contains(date.DayOfWeek));
    }
}
