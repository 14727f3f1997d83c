using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Platform.Authorisation;

namespace IncubatorHub.Laboratory.Tests.Bookings.Rules;

/// <summary>What a booking is: range, past, grid, length, series.</summary>
public sealed class ShapeRuleTests
{
    [Fact]
    public void Without_any_stated_rule_a_booking_is_allowed_in_the_first_slot()
    {
        var verdict = new Scene().Verdict();
        verdict.IsAllowed.ShouldBeTrue();
        verdict.NeedsApproval.ShouldBeFalse();
        verdict.SlotIndex.ShouldBe(0);
    }

    [Theory]
    [InlineData("2026-11-26 09:59", false)]
    [InlineData("2026-11-26 10:00", false)]
    [InlineData("2026-11-26 10:01", true)]
    public void A_booking_ends_after_it_starts(string until, bool isWell) =>
        new Scene { Until = until }.Codes().ShouldBe(isWell ? [] : ["booking.range"]);

    [Theory]
    [InlineData("2027-02-26 09:59", true)]
    [InlineData("2027-02-26 10:00", true)]
    [InlineData("2027-02-26 10:01", false)]
    public void Nothing_is_booked_for_more_than_92_days(string until, bool isWell) =>
        new Scene { Until = until }.Codes().ShouldBe(isWell ? [] : ["booking.range"]);

    [Theory]
    [InlineData("2026-11-26 10:00:59", true)]
    [InlineData("2026-11-26 10:01", false)]
    [InlineData("2026-11-26 10:02", false)]
    public void Without_a_grid_a_start_may_lie_in_the_minute_that_runs(string now, bool isWell) =>
        new Scene { Now = now }.Codes().ShouldBe(isWell ? [] : ["booking.past"]);

    [Theory]
    [InlineData("2026-11-26 10:14:59", true)]
    [InlineData("2026-11-26 10:15", false)]
    [InlineData("2026-11-26 10:15:01", false)]
    public void What_is_free_now_can_be_taken_from_the_start_of_the_running_step(string now, bool isWell) =>
        new Scene { Now = now, Policy = new() { GridMinutes = 15 } }.Codes().ShouldBe(isWell ? [] : ["booking.past"]);

    [Fact]
    public void A_running_booking_that_is_extended_keeps_its_past_start() =>
        new Scene { Act = BookingAct.Extend, Now = "2026-11-26 11:30", Present = "2026-11-26 10:00|2026-11-26 11:40", PresentState = BookingState.InUse }.Codes().ShouldBeEmpty();

    [Theory]
    [InlineData("2026-11-26 11:59", true)]
    [InlineData("2026-11-26 12:00", false)]
    [InlineData("2026-11-26 12:01", false)]
    public void Nothing_is_extended_to_a_time_that_is_over(string now, bool isWell) =>
        new Scene { Act = BookingAct.Extend, Now = now, Present = "2026-11-26 10:00|2026-11-26 11:00" }.Codes().ShouldBe(isWell ? [] : ["booking.past"]);

    [Theory]
    [InlineData("2026-11-26 10:00", "2026-11-26 11:45", true)]
    [InlineData("2026-11-26 10:01", "2026-11-26 11:46", false)]
    [InlineData("2026-11-26 09:59", "2026-11-26 11:44", false)]
    [InlineData("2026-11-26 10:00", "2026-11-26 11:44", false)]
    [InlineData("2026-11-26 10:00", "2026-11-26 11:46", false)]
    public void Start_and_length_are_multiples_of_the_grid(string from, string until, bool isWell) =>
        new Scene { From = from, Until = until, Policy = new() { GridMinutes = 15 } }.Codes().ShouldBe(isWell ? [] : ["booking.grid"]);

    [Fact]
    public void The_grid_is_that_of_the_clock_on_the_wall_also_in_a_zone_of_three_quarters_of_an_hour() =>
        new Scene { Zone = "Asia/Kathmandu", Policy = new() { GridMinutes = 60 } }.Codes().ShouldBeEmpty();

    [Theory]
    [InlineData("2026-11-26 10:29", false)]
    [InlineData("2026-11-26 10:30", true)]
    [InlineData("2026-11-26 10:31", true)]
    public void A_booking_is_not_too_short(string until, bool isWell) =>
        new Scene { Until = until, Policy = new() { MinMinutes = 30 } }.Codes().ShouldBe(isWell ? [] : ["booking.too-short"]);

    [Theory]
    [InlineData("2026-11-26 13:59", true)]
    [InlineData("2026-11-26 14:00", true)]
    [InlineData("2026-11-26 14:01", false)]
    public void A_booking_is_not_too_long(string until, bool isWell) =>
        new Scene { Until = until, Policy = new() { MaxMinutes = 240 } }.Codes().ShouldBe(isWell ? [] : ["booking.too-long"]);

    [Fact]
    public void A_daytime_policy_off_window_relieves_from_the_longest_booking()
    {
        // 10:00 to 18:00 with 12:00 to 16:00 off-peak counts four hours.
        var scene = new Scene { Until = "2026-11-26 18:00", Policy = new() { MaxMinutes = 240, OffPeak = [Scene.Daily("12:00", "16:00")] } };
        scene.Codes().ShouldBeEmpty();
        (scene with { Until = "2026-11-26 18:01" }).Verdict().Violations.Single()["countedMinutes"].ShouldBe(241.0);
    }

    [Fact]
    public void So_does_a_window_across_midnight_also_when_the_booking_lies_in_its_morning()
    {
        var policy = new PolicyRules { MaxMinutes = 60, OffPeak = [Scene.Weekdays("22:00", "06:00")] };
        new Scene { From = "2026-11-27 05:00", Until = "2026-11-27 07:00", Policy = policy }.Codes().ShouldBeEmpty();
        // Saturday night belongs to no weekday; Saturday before 06:00 to Friday.
        new Scene { From = "2026-11-28 05:00", Until = "2026-11-28 07:00", Policy = policy }.Codes().ShouldBeEmpty();
        new Scene { From = "2026-11-29 05:00", Until = "2026-11-29 07:00", Policy = policy }.Codes().ShouldBe(["booking.too-long"]);
    }

    [Fact]
    public void On_a_day_of_25_hours_length_is_real_time()
    {
        // In Berlin the night of 25 October 2026 has the hour from 2 to 3 twice.
        var scene = new Scene { Zone = "Europe/Berlin", Now = "2026-10-20 09:00", From = "2026-10-25 01:00", Until = "2026-10-25 04:00", Policy = new() { MaxMinutes = 180 } };
        scene.Verdict().Violations.Single()["minutes"].ShouldBe(240.0);
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void A_series_has_not_too_many_bookings(int count, bool isWell) =>
        Series(count, days: 7).Codes().ShouldBe(isWell ? [] : ["booking.series-count"]);

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void A_series_runs_over_not_too_many_days(int days, bool isWell) =>
        Series(5, days).Codes().ShouldBe(isWell ? [] : ["booking.series-span"]);

    private static Scene Series(int count, int days) => new()
    {
        Policy = new() { SeriesMaxCount = 10, SeriesMaxDays = 30 },
        With = facts => facts with { Series = new SeriesFacts(count, facts.Asked.From, facts.Asked.From.AddDays(days)) },
    };

    [Fact]
    public void Every_violation_is_returned_not_only_the_first()
    {
        var verdict = new Scene { Until = "2026-11-26 10:20", Policy = new() { MinMinutes = 30, GridMinutes = 15, HorizonDays = 0 } }.Verdict();
        verdict.Violations.Select(one => one.Code).ShouldBe(["booking.grid", "booking.too-short", "booking.horizon"]);
        verdict.Violations.ShouldAllBe(one => one.OverridableBy == Right.ManageBookings);
    }

    [Fact]
    public void What_is_out_of_service_nobody_books_and_what_is_not_for_booking_a_manager_may()
    {
        var scene = new Scene { Resource = new(Scene.Microscope, Guid.Empty, "microscope") { IsInService = false, IsBookable = false } };
        var verdict = scene.Verdict();
        verdict.Violations.Select(one => (one.Code, one.OverridableBy)).ShouldBe([("booking.out-of-service", null), ("booking.not-bookable", Right.ManageBookings)]);
        (scene with { Act = BookingAct.Cancel, Present = "2026-11-26 10:00|2026-11-26 12:00" }).Codes().ShouldBeEmpty();
    }
}
