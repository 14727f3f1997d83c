using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Bookings.Series;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Tests.Bookings;

public sealed class SeriesDaysTests
{
    private static readonly DateOnly Thursday = new(2026, 11, 26);

    private static SeriesPattern Pattern(Recurrence recurrence, int every, DateOnly first, DateOnly last, params DayOfWeek[] weekdays) =>
        new(recurrence, every, weekdays, first, last, new TimeOnly(9, 0));

    [Fact]
    public void A_daily_series_ends_on_its_last_day_included() =>
        SeriesDays.Of(Pattern(Recurrence.Daily, 2, Thursday, Thursday.AddDays(4)), 100)
            .ShouldBe([Thursday, Thursday.AddDays(2), Thursday.AddDays(4)]);

    [Fact]
    public void A_series_is_cut_at_the_count_asked_for() =>
        SeriesDays.Of(Pattern(Recurrence.Daily, 1, Thursday, Thursday.AddYears(1)), 3).Count().ShouldBe(3);

    [Fact]
    public void A_weekly_series_takes_its_weekdays_from_the_first_day_on() =>
        SeriesDays.Of(Pattern(Recurrence.Weekly, 1, Thursday, Thursday.AddDays(13), DayOfWeek.Monday, DayOfWeek.Thursday), 100)
            .ShouldBe([Thursday, Thursday.AddDays(4), Thursday.AddDays(7), Thursday.AddDays(11)]);

    [Fact]
    public void A_weekly_series_without_weekdays_keeps_that_of_the_first_day() =>
        SeriesDays.Of(Pattern(Recurrence.Weekly, 2, Thursday, Thursday.AddDays(30)), 100)
            .ShouldBe([Thursday, Thursday.AddDays(14), Thursday.AddDays(28)]);

    [Fact]
    public void A_monthly_series_on_the_31st_leaves_out_shorter_months_and_stays_on_the_31st() =>
        SeriesDays.Of(Pattern(Recurrence.Monthly, 1, new DateOnly(2027, 1, 31), new DateOnly(2027, 5, 31)), 100)
            .ShouldBe([new DateOnly(2027, 1, 31), new DateOnly(2027, 3, 31), new DateOnly(2027, 5, 31)]);

    [Theory]
    [InlineData("Asia/Tokyo", "2026-11-26", "09:00", "2026-11-26T00:00:00Z")]
    // Berlin leaves out 02:00 to 03:00 on 28 March 2027, and has 02:00 to 03:00 twice on 31 October 2027.
    [InlineData("Europe/Berlin", "2027-03-28", "02:30", "2027-03-28T01:00:00Z")]
    [InlineData("Europe/Berlin", "2027-10-31", "02:30", "2027-10-31T00:30:00Z")]
    public void A_time_of_day_has_one_instant_also_when_clocks_change(string zone, string day, string time, string instant) =>
        new WallClock(TimeZoneInfo.FindSystemTimeZoneById(zone)).InstantOf(DateOnly.Parse(day, null), TimeOnly.Parse(time, null))
            .ShouldBe(DateTimeOffset.Parse(instant, null));
}
