using IncubatorHub.Incubation.Progress.Rules;

namespace IncubatorHub.Incubation.Tests.Progress;

public sealed class FiscalQuarterTests
{
    [Theory]
    [InlineData("2026-04-01", 4, 2026, 1, "2026-04-01", "2026-06-30")]
    [InlineData("2026-03-31", 4, 2025, 4, "2026-01-01", "2026-03-31")]
    [InlineData("2026-12-31", 4, 2026, 3, "2026-10-01", "2026-12-31")]
    [InlineData("2028-02-29", 4, 2027, 4, "2028-01-01", "2028-03-31")]
    [InlineData("2026-11-25", 1, 2026, 4, "2026-10-01", "2026-12-31")]
    [InlineData("2026-11-30", 12, 2025, 4, "2026-09-01", "2026-11-30")]
    [InlineData("2026-12-01", 12, 2026, 1, "2026-12-01", "2027-02-28")]
    public void A_day_lies_in_its_quarter_of_the_fiscal_year(string day, int firstMonth, int year, int number, string from, string until) =>
        FiscalQuarter.Of(Day(day), firstMonth).ShouldBe(new FiscalQuarter(year, number, Day(from), Day(until)));

    [Fact]
    public void Every_day_of_ten_years_lies_in_exactly_one_quarter_whatever_the_first_month()
    {
        for (var firstMonth = 1; firstMonth <= 12; firstMonth++)
        {
            for (var day = Day("2020-01-01"); day < Day("2030-01-01"); day = day.AddDays(1))
            {
                var quarter = FiscalQuarter.Of(day, firstMonth);
                (quarter.From <= day && day <= quarter.Until).ShouldBeTrue();
                FiscalQuarter.Of(quarter.Until.AddDays(1), firstMonth).From.ShouldBe(quarter.Until.AddDays(1));
                FiscalQuarter.LastBefore(day, firstMonth).Until.ShouldBe(quarter.From.AddDays(-1));
            }
        }
    }

    [Fact]
    public void A_report_is_due_after_its_grace_and_never_within_a_week_of_the_question()
    {
        ReportDates.DueOn(Day("2026-09-30"), 20, Day("2026-10-01")).ShouldBe(Day("2026-10-20"));
        ReportDates.DueOn(Day("2026-09-30"), 20, Day("2026-10-13")).ShouldBe(Day("2026-10-20"));
        ReportDates.DueOn(Day("2026-09-30"), 20, Day("2026-10-14")).ShouldBe(Day("2026-10-21"));
    }

    [Fact]
    public void A_day_ends_at_midnight_of_the_house_also_where_clocks_skip_it()
    {
        ReportDates.EndOf(Day("2026-10-20"), TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo")).ShouldBe(new DateTimeOffset(2026, 10, 20, 15, 0, 0, TimeSpan.Zero));
        // Beirut went from 23:59:59 on 2022-03-26 to 01:00 on the 27th.
        ReportDates.EndOf(Day("2022-03-26"), TimeZoneInfo.FindSystemTimeZoneById("Asia/Beirut")).ShouldBe(new DateTimeOffset(2022, 3, 26, 22, 0, 0, TimeSpan.Zero));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
