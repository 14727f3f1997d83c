using System.Globalization;
using CsCheck;
using IncubatorHub.Incubation.Mentors.Rules;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Incubation.Tests.Mentors;

public sealed class MentorHoursTests
{
    private static readonly Dictionary<DateOnly, IReadOnlyList<WeeklyWindow>> Never = [];

    private static WallClock Clock(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static WeeklyWindow Hours(string from, string until, params DayOfWeek[] days) =>
        new() { Days = days.Length == 0 ? Enum.GetValues<DayOfWeek>() : days, From = from, Until = until };

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text + "Z", CultureInfo.InvariantCulture);

    private static TimeRange Range(string from, string until) => new(Utc(from), Utc(until));

    [Theory]
    // Clocks go from 02:00 to 03:00: the night from 22:00 to 06:00 has seven hours.
    [InlineData("Europe/Berlin", "2026-03-28T21:00", "2026-03-29T04:00")]
    // Clocks go from 03:00 back to 02:00: it has nine.
    [InlineData("Europe/Berlin", "2026-10-24T20:00", "2026-10-25T05:00")]
    [InlineData("America/New_York", "2026-03-08T03:00", "2026-03-08T10:00")]
    [InlineData("America/New_York", "2026-11-01T02:00", "2026-11-01T11:00")]
    [InlineData("Asia/Tokyo", "2026-03-28T13:00", "2026-03-28T21:00")]
    public void A_night_is_as_long_as_the_clocks_make_it(string zone, string from, string until)
    {
        var schedule = new MentorSchedule(Clock(zone), [Hours("22:00", "06:00")], Never, KeepsJapaneseHolidays: false);
        MentorHours.Open(schedule, Range(from, until).Padded(TimeSpan.FromHours(1), TimeSpan.FromHours(1))).ShouldBe([Range(from, until)]);
    }

    [Fact]
    public void Hours_in_the_time_that_clocks_leave_out_begin_after_it()
    {
        var schedule = new MentorSchedule(Clock("Europe/Berlin"), [Hours("02:30", "04:00")], Never, KeepsJapaneseHolidays: false);
        MentorHours.Open(schedule, Range("2026-03-29T00:00", "2026-03-29T12:00")).ShouldBe([Range("2026-03-29T01:00", "2026-03-29T02:00")]);
    }

    [Fact]
    public void A_special_day_replaces_the_usual_hours_and_what_began_the_day_before_stays()
    {
        var special = new Dictionary<DateOnly, IReadOnlyList<WeeklyWindow>>
        {
            [new DateOnly(2026, 11, 28)] = [],
            [new DateOnly(2026, 11, 29)] = [Hours("10:00", "11:00")],
        };
        var schedule = new MentorSchedule(Clock("Asia/Tokyo"), [Hours("22:00", "02:00")], special, KeepsJapaneseHolidays: false);
        MentorHours.Open(schedule, Range("2026-11-27T12:00", "2026-11-29T12:00")).ShouldBe(
        [
            Range("2026-11-27T13:00", "2026-11-27T17:00"), Range("2026-11-29T01:00", "2026-11-29T02:00"),
        ]);
    }

    [Fact]
    public void A_holiday_closes_the_day_unless_a_special_day_opens_it()
    {
        // 23 November is Labour Thanksgiving Day.
        var usual = new MentorSchedule(Clock("Asia/Tokyo"), [Hours("09:00", "10:00")], Never, KeepsJapaneseHolidays: true);
        var opened = usual with { Special = new Dictionary<DateOnly, IReadOnlyList<WeeklyWindow>> { [new DateOnly(2026, 11, 23)] = [Hours("13:00", "14:00")] } };
        var day = Range("2026-11-22T15:00", "2026-11-23T15:00");
        MentorHours.Open(usual, day).ShouldBeEmpty();
        MentorHours.Open(usual with { KeepsJapaneseHolidays = false }, day).ShouldBe([Range("2026-11-23T00:00", "2026-11-23T01:00")]);
        MentorHours.Open(opened, day).ShouldBe([Range("2026-11-23T04:00", "2026-11-23T05:00")]);
    }

    /// <summary>Weeks around every change of clocks of a year, and hours, special days and taken time at random, against a walk by minutes that knows no intervals.</summary>
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-25T00:00")]
    [InlineData("Europe/Berlin", "2026-10-21T00:00")]
    [InlineData("America/New_York", "2026-03-04T00:00")]
    [InlineData("America/New_York", "2026-10-28T00:00")]
    [InlineData("Asia/Tokyo", "2026-11-20T00:00")]
    public void Free_time_is_what_a_walk_by_minutes_finds(string zone, string start)
    {
        var clock = Clock(zone);
        var window = new TimeRange(Utc(start), Utc(start).AddDays(6));
        var quarter = Gen.Int[0, 95].Select(one => $"{one / 4:00}:{one % 4 * 15:00}");
        var hours = Gen.Select(quarter, quarter, Gen.Int[1, 127], (from, until, days) =>
            Hours(from, until, [.. Enum.GetValues<DayOfWeek>().Where(day => (days & (1 << (int)day)) != 0)]));
        var special = Gen.Select(Gen.Int[0, 6], Gen.Select(quarter, quarter, (from, until) => Hours(from, until)).Array[0, 2]);
        var taken = Gen.Select(Gen.Int[-600, 9_000], Gen.Int[1, 900], (from, length) => new TimeRange(window.From.AddMinutes(from), window.From.AddMinutes(from + length)));
        Gen.Select(hours.Array[0, 4], special.Array[0, 2], taken.Array[0, 6], Gen.Bool).Sample((weekly, days, busy, holidays) =>
        {
            var schedule = new MentorSchedule(
                clock, weekly, days.DistinctBy(day => day.Item1).ToDictionary(day => clock.DateOf(window.From).AddDays(day.Item1), day => (IReadOnlyList<WeeklyWindow>)day.Item2), holidays);
            MentorHours.Free(schedule, window, busy).ShouldBe(Walked(schedule, window, busy));
        }, iter: 60);
    }

    private static List<TimeRange> Walked(MentorSchedule schedule, TimeRange window, TimeRange[] busy)
    {
        // What the wall shows at each minute, from two days before, when the earliest hours that matter may begin.
        var walk = new TimeRange(window.From.AddDays(-2), window.Until.AddDays(3));
        var wall = new List<(DateTimeOffset At, DateTime Local)>();
        for (var at = walk.From; at < walk.Until; at = at.AddMinutes(1))
            wall.Add((at, schedule.Clock.At(at).DateTime));
        var open = new HashSet<DateTimeOffset>();
        for (var date = schedule.Clock.DateOf(window.From).AddDays(-1); date <= schedule.Clock.DateOf(window.Until).AddDays(1); date = date.AddDays(1))
        {
            var hours = schedule.Special.TryGetValue(date, out var special) ? special
                : schedule.KeepsJapaneseHolidays && JapaneseHolidays.Of(date.Year).Contains(date) ? []
                : schedule.Weekly.Where(one => one.Days.Contains(date.DayOfWeek));
            foreach (var one in hours)
            {
                var (from, until) = (TimeOnly.Parse(one.From, CultureInfo.InvariantCulture), TimeOnly.Parse(one.Until, CultureInfo.InvariantCulture));
                var (first, end) = (date.ToDateTime(from), (until > from ? date : date.AddDays(1)).ToDateTime(until));
                var begun = wall.FindIndex(minute => minute.Local >= first);
                var over = wall.FindIndex(minute => minute.Local >= end);
                for (var index = begun; index < over; index++)
                    open.Add(wall[index].At);
            }
        }

        var free = new List<TimeRange>();
        for (var at = window.From; at < window.Until; at = at.AddMinutes(1))
        {
            if (!open.Contains(at) || busy.Any(one => one.From <= at && at < one.Until))
                continue;
            if (free.Count > 0 && free[^1].Until == at)
                free[^1] = free[^1] with { Until = at.AddMinutes(1) };
            else
                free.Add(new TimeRange(at, at.AddMinutes(1)));
        }

        return free;
    }
}
