using System.Globalization;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Tests.Policies;

/// <summary>Days, clocks and holidays.</summary>
public sealed class CalendarTests
{
    private static readonly WallClock Berlin = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    [Theory]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-03-30", 24)]
    [InlineData("2026-10-25", 25)]
    public void A_day_has_23_24_or_25_hours(string day, int hours) => Berlin.Day(DateOnly.Parse(day)).Length.ShouldBe(TimeSpan.FromHours(hours));

    [Theory]
    [InlineData("2026-03-29", "01:59", "2026-03-29T00:59Z")]
    [InlineData("2026-03-29", "02:30", "2026-03-29T01:00Z")]
    [InlineData("2026-03-29", "03:00", "2026-03-29T01:00Z")]
    [InlineData("2026-10-25", "02:30", "2026-10-25T00:30Z")]
    [InlineData("2026-10-25", "03:00", "2026-10-25T02:00Z")]
    public void A_time_that_is_skipped_is_the_skip_and_one_shown_twice_the_first(string day, string time, string utc) =>
        Berlin.InstantOf(DateOnly.Parse(day), TimeOnly.Parse(time)).ShouldBe(Utc(utc));

    [Fact]
    public void A_midnight_that_is_skipped_begins_the_day_an_hour_later()
    {
        // Beirut sets its clocks forward at midnight: 29 March 2026 begins at 1:00.
        var beirut = new WallClock(TimeZoneInfo.FindSystemTimeZoneById("Asia/Beirut"));
        var day = beirut.Day(new DateOnly(2026, 3, 29));
        day.Length.ShouldBe(TimeSpan.FromHours(23));
        beirut.At(day.From).TimeOfDay.ShouldBe(TimeSpan.FromHours(1));
        beirut.DateOf(day.From.AddTicks(-1)).ShouldBe(new DateOnly(2026, 3, 28));
    }

    [Fact]
    public void A_range_touches_the_days_it_lies_in_and_not_the_one_it_ends_at() =>
        Berlin.DatesOf(new TimeRange(Utc("2026-11-25T22:00Z"), Utc("2026-11-26T23:00Z"))).ShouldBe([new(2026, 11, 25), new(2026, 11, 26)]);

    /// <summary>As the Cabinet Office lists them.</summary>
    [Theory]
    [InlineData(2024, "01-01 01-08 02-11 02-12 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-15 08-11 08-12 09-16 09-22 09-23 10-14 11-03 11-04 11-23")]
    [InlineData(2025, "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-21 08-11 09-15 09-23 10-13 11-03 11-23 11-24")]
    [InlineData(2026, "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23")]
    [InlineData(2027, "01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23")]
    public void Japanese_holidays_with_substitutes_and_days_between(int year, string days) =>
        JapaneseHolidays.Of(year).Order().Select(day => day.ToString("MM-dd")).ShouldBe(days.Split(' '));

    [Theory]
    [InlineData(2022, 21, 23)]
    [InlineData(2023, 21, 23)]
    [InlineData(2028, 20, 22)]
    [InlineData(2029, 20, 23)]
    [InlineData(2030, 20, 23)]
    public void Equinoxes(int year, int spring, int autumn)
    {
        JapaneseHolidays.Of(year).ShouldContain(new DateOnly(year, 3, spring));
        JapaneseHolidays.Of(year).ShouldContain(new DateOnly(year, 9, autumn));
    }

    [Fact]
    public void Outside_the_years_of_the_law_nothing_is_claimed()
    {
        JapaneseHolidays.Of(2021).ShouldBeEmpty();
        JapaneseHolidays.Of(2100).ShouldBeEmpty();
        JapaneseHolidays.Of(2099).ShouldNotBeEmpty();
    }

    [Fact]
    public void What_counts_is_the_same_inside_and_outside_of_the_prepared_time()
    {
        var rules = new PolicyRules { OffPeak = [WeeklyWindow.EveryDay with { From = "22:00", Until = "06:00" }], HolidaysOffPeak = true };
        var calendar = new FacilityCalendar(Berlin.Zone, [new DateOnly(2026, 10, 26)], []);
        var week = new TimeRange(Utc("2026-10-23T00:00Z"), Utc("2026-10-30T00:00Z"));
        var (prepared, not) = (new HouseHours(rules, calendar, week), new HouseHours(rules, calendar, new TimeRange(week.From, week.From.AddHours(1))));
        // Saturday 20:00 to Monday 08:00 in the night when clocks go back: 2 + 16 peak hours; Monday is a holiday.
        var night = new TimeRange(Utc("2026-10-24T18:00Z"), Utc("2026-10-26T07:00Z"));
        prepared.PeakOf(night).ShouldBe(TimeSpan.FromHours(18));
        not.PeakOf(night).ShouldBe(TimeSpan.FromHours(18));
        var pieces = new List<TimeRange>();
        prepared.AddPieces(night, pieces);
        pieces.ShouldBe([new(Utc("2026-10-24T18:00Z"), Utc("2026-10-24T20:00Z")), new(Utc("2026-10-25T05:00Z"), Utc("2026-10-25T21:00Z"))]);
    }

    [Fact]
    public void Each_value_comes_from_the_narrowest_set_that_states_it()
    {
        static (PolicyOrigin, PolicyRules) Set(PolicyScopeKind scope, PolicyRules rules) => (new(Guid.CreateVersion7(), Guid.CreateVersion7(), 1, scope, "", ""), rules);
        var merged = EffectivePolicy.Merge(
        [
            Set(PolicyScopeKind.Equipment, new() { MaxMinutes = 60 }),
            Set(PolicyScopeKind.Facility, new() { MaxMinutes = 120, HorizonDays = 7, DailyLimits = [] }),
            Set(PolicyScopeKind.Programme, new() { MaxMinutes = 240, HorizonDays = 14, GridMinutes = 15, DailyLimits = [new() { Holder = LimitHolder.Person, Scope = LimitScope.Item, Count = 1 }] }),
        ]);
        (merged.Rules.MaxMinutes, merged.Rules.HorizonDays, merged.Rules.GridMinutes, merged.Rules.MinMinutes).ShouldBe((60, 7, 15, null));
        merged.Rules.DailyLimits!.ShouldBeEmpty("a list is one value");
        merged.Origins["horizonDays"].Scope.ShouldBe(PolicyScopeKind.Facility);
        merged.Origins.ShouldNotContainKey("minMinutes");
        merged.VersionIds.Count.ShouldBe(3);
    }

    [Fact]
    public void Rules_are_stored_and_read_back()
    {
        var rules = new PolicyRules
        {
            HorizonDays = 14, NoShowEffect = NoShowEffect.ShorterHorizon, OffPeak = [WeeklyWindow.EveryDay], ApprovalAlways = false,
            RollingLimits = [new() { Holder = LimitHolder.Company, Scope = LimitScope.Any, Window = RollingWindow.Month, Minutes = 600, CountsCompleted = false }],
        };
        var json = PolicyVersion.Write(rules);
        json.ShouldNotContain("null");
        var read = new PolicyVersion { SetId = Guid.Empty, Number = 1, RulesJson = json, EffectiveFrom = default }.Read();
        PolicyVersion.Write(read).ShouldBe(json);
        read.RollingLimits.ShouldBe(rules.RollingLimits);
    }
}
