using CsCheck;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Tests.Bookings.Rules;

/// <summary>How far ahead, how late, how many, how much.</summary>
public sealed class LimitRuleTests
{
    private const LimitHolder Person = LimitHolder.Person;
    private const LimitHolder Company = LimitHolder.Company;

    [Theory]
    [InlineData("2026-12-09 08:59", true)]
    [InlineData("2026-12-09 09:00", true)]
    [InlineData("2026-12-09 09:01", false)]
    public void A_booking_starts_within_the_horizon(string from, bool isWell) =>
        new Scene { From = from, Until = "2026-12-09 12:00", Policy = new() { HorizonDays = 14 } }.Codes().ShouldBe(isWell ? [] : ["booking.horizon"]);

    [Fact]
    public void A_day_of_the_horizon_ends_at_the_same_time_on_the_wall_when_clocks_are_set()
    {
        // From summer to winter time on 25 October: 168 hours after Tuesday 9:00 is Tuesday 8:00.
        var scene = new Scene { Zone = "Europe/Berlin", Now = "2026-10-20 09:00", From = "2026-10-27 09:00", Until = "2026-10-27 10:00", Policy = new() { HorizonDays = 7 } };
        scene.Codes().ShouldBeEmpty();
        (scene with { From = "2026-10-27 09:01" }).Codes().ShouldBe(["booking.horizon"]);
    }

    [Theory]
    [InlineData(BookingAct.Create, "2026-11-26 08:59", true)]
    [InlineData(BookingAct.Create, "2026-11-26 09:00", true)]
    [InlineData(BookingAct.Create, "2026-11-26 09:01", false)]
    [InlineData(BookingAct.Change, "2026-11-26 07:59", true)]
    [InlineData(BookingAct.Change, "2026-11-26 08:00", true)]
    [InlineData(BookingAct.Change, "2026-11-26 08:01", false)]
    [InlineData(BookingAct.Cancel, "2026-11-26 09:59", true)]
    [InlineData(BookingAct.Cancel, "2026-11-26 10:00", true)]
    [InlineData(BookingAct.Cancel, "2026-11-26 10:01", false)]
    [InlineData(BookingAct.Offer, "2026-11-26 09:59", true)]
    public void Making_moving_and_cancelling_each_have_their_notice(BookingAct act, string now, bool isWell) => new Scene
    {
        Act = act, Now = now, Policy = new() { CreateNoticeMinutes = 60, ChangeNoticeMinutes = 120, CancelNoticeMinutes = 30 },
        Present = act is BookingAct.Create or BookingAct.Offer ? null : "2026-11-26 10:30|2026-11-26 12:00",
    }.Codes().ShouldBe(isWell ? [] : [$"booking.notice-{act.ToString().ToLowerInvariant()}"]);

    [Theory]
    [InlineData("2026-11-26 08:59", "2026-11-26 10:00", "2026-11-26 11:30", true)]
    [InlineData("2026-11-26 09:00", "2026-11-26 10:00", "2026-11-26 11:30", false)]
    [InlineData("2026-11-26 09:00", "2026-11-26 10:30", "2026-11-26 12:30", false)]
    [InlineData("2026-11-26 09:00", "2026-11-26 10:00", "2026-11-26 12:30", true)]
    [InlineData("2026-11-26 10:00", "2026-11-26 10:00", "2026-11-26 11:30", true)]
    public void In_the_lock_window_a_booking_gets_longer_but_not_shorter(string now, string from, string until, bool isWell)
    {
        var (scene, present) = (new Scene(), "2026-11-26 10:00|2026-11-26 12:00");
        var act = BookingActs.Of(scene.Range("2026-11-26 10:00", "2026-11-26 12:00"), scene.Range(from, until), isRunning: false);
        new Scene { Act = act, Now = now, From = from, Until = until, Present = present, Policy = new() { LockMinutes = 60 } }.Codes().ShouldBe(isWell ? [] : ["booking.locked"]);
    }

    [Theory]
    [InlineData("2026-11-26 12:29", "booking.extension-step")]
    [InlineData("2026-11-26 12:30", null)]
    [InlineData("2026-11-26 12:31", "booking.extension-step")]
    public void A_running_booking_is_extended_in_steps_where_it_may_be(string until, string? refused)
    {
        var scene = new Scene { Act = BookingAct.Extend, Now = "2026-11-26 11:00", Until = until, Present = "2026-11-26 10:00|2026-11-26 12:00", Policy = new() { ExtensionStepMinutes = 30 } };
        scene.Codes().ShouldBe(refused is null ? [] : [refused]);
        (scene with { Policy = new() { AllowsExtension = false } }).Codes().ShouldBe(["booking.extension-off"]);
    }

    [Fact]
    public void An_extension_stays_within_the_longest_booking() => new Scene
    {
        Act = BookingAct.Extend, Now = "2026-11-26 11:00", Until = "2026-11-26 12:01", Present = "2026-11-26 10:00|2026-11-26 11:30", Policy = new() { MaxMinutes = 120 },
    }.Codes().ShouldBe(["booking.too-long"]);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Not_too_many_bookings_a_day_and_person(int already, bool isWell)
    {
        var scene = new Scene { Policy = new() { DailyLimits = [new() { Holder = Person, Scope = LimitScope.Item, Count = 3 }] } };
        scene = scene with { Bookings = [.. Enumerable.Range(13, already).Select(hour => scene.Own($"2026-11-26 {hour}:00", $"2026-11-26 {hour}:30"))] };
        scene.Codes().ShouldBe(isWell ? [] : ["booking.daily-count"]);
    }

    [Fact]
    public void A_booking_across_midnight_counts_on_both_days()
    {
        var night = new Scene().Own("2026-11-25 23:00", "2026-11-26 01:00");
        var scene = new Scene { Bookings = [night], Policy = new() { DailyLimits = [new() { Holder = Person, Scope = LimitScope.Any, Count = 1 }] } };
        scene.Codes().ShouldBe(["booking.daily-count"]);
        (scene with { From = "2026-11-25 10:00", Until = "2026-11-25 12:00" }).Codes().ShouldBe(["booking.daily-count"]);
        // One that ends at midnight does not touch the next day; nor does one that would begin then touch the day before.
        (scene with { Bookings = [night with { Range = scene.Range("2026-11-25 23:00", "2026-11-26 00:00") }] }).Codes().ShouldBeEmpty();
        var asked = scene with { From = "2026-11-26 23:00", Until = "2026-11-27 01:00", Bookings = [night with { Range = scene.Range("2026-11-27 09:00", "2026-11-27 10:00") }] };
        asked.Verdict().Violations.Single()["day"].ShouldBe(new DateOnly(2026, 11, 27));
    }

    [Theory]
    [InlineData("2026-11-26 01:59", true)]
    [InlineData("2026-11-26 02:00", true)]
    [InlineData("2026-11-26 02:01", false)]
    public void Each_day_counts_its_own_minutes_of_a_booking_across_midnight(string nightUntil, bool isWell)
    {
        var scene = new Scene { Policy = new() { DailyLimits = [new() { Holder = Person, Scope = LimitScope.Item, Minutes = 240 }] } };
        (scene with { Bookings = [scene.Own("2026-11-25 18:00", nightUntil)] }).Codes().ShouldBe(isWell ? [] : ["booking.daily-minutes"]);
    }

    [Fact]
    public void A_day_of_the_facility_is_not_a_day_of_utc()
    {
        // 08:00 in Kobe is still the day before in UTC.
        var scene = new Scene { Policy = new() { DailyLimits = [new() { Holder = Person, Scope = LimitScope.Item, Count = 1 }] } };
        (scene with { Bookings = [scene.Own("2026-11-26 08:00", "2026-11-26 08:30")] }).Codes().ShouldBe(["booking.daily-count"]);
        (scene with { Bookings = [scene.Own("2026-11-25 20:00", "2026-11-25 21:00")] }).Codes().ShouldBeEmpty();
    }

    [Fact]
    public void A_company_has_limits_of_its_own_and_a_class_is_more_than_an_item()
    {
        var scene = new Scene { Policy = new() { DailyLimits = [new() { Holder = Company, Scope = LimitScope.Class, Count = 1 }] } };
        var colleagues = scene.Own("2026-11-26 13:00", "2026-11-26 14:00", resource: Scene.OtherMicroscope, person: Scene.Colleague);
        (scene with { Bookings = [colleagues] }).Codes().ShouldBe(["booking.daily-count"]);
        (scene with { Bookings = [colleagues with { CompanyId = Scene.OtherFirm }] }).Codes().ShouldBeEmpty();
        (scene with { Bookings = [colleagues with { ClassCode = "centrifuge" }] }).Codes().ShouldBeEmpty();
        (scene with { Bookings = [colleagues], Policy = new() { DailyLimits = [new() { Holder = Person, Scope = LimitScope.Any, Count = 1 }] } }).Codes().ShouldBeEmpty();
        (scene with { Bookings = [colleagues], Policy = new() { DailyLimits = [new() { Holder = Company, Scope = LimitScope.Item, Count = 1 }] } }).Codes().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(BookingState.Confirmed, true)]
    [InlineData(BookingState.PendingApproval, true)]
    [InlineData(BookingState.Completed, true)]
    [InlineData(BookingState.ReleasedNoShow, true)]
    [InlineData(BookingState.LateCancelled, true)]
    [InlineData(BookingState.Withdrawn, false)]
    [InlineData(BookingState.Rejected, false)]
    [InlineData(BookingState.Expired, false)]
    [InlineData(BookingState.OutageCancelled, false)]
    [InlineData(BookingState.Superseded, false)]
    [InlineData(BookingState.Held, false)]
    public void What_was_given_back_or_taken_away_does_not_count(BookingState state, bool counts)
    {
        var scene = new Scene { Policy = new() { DailyLimits = [new() { Holder = Person, Scope = LimitScope.Item, Count = 1 }] } };
        (scene with { Bookings = [scene.Own("2026-11-26 13:00", "2026-11-26 14:00", state)] }).Codes().ShouldBe(counts ? ["booking.daily-count"] : []);
    }

    [Fact]
    public void Off_peak_time_counts_towards_no_amount()
    {
        var scene = new Scene
        {
            Policy = new()
            {
                OffPeak = [Scene.Daily("12:00", "14:00")],
                DailyLimits = [new() { Holder = Person, Scope = LimitScope.Item, Count = 1, Minutes = 120 }],
                OpenLimits = [new() { Holder = Person, Scope = LimitScope.Item, Count = 1, Minutes = 120 }],
                RollingLimits = [new() { Holder = Person, Scope = LimitScope.Item, Window = RollingWindow.Week, Minutes = 120 }],
            },
        };
        (scene with { Bookings = [scene.Own("2026-11-26 12:00", "2026-11-26 14:00")] }).Codes().ShouldBeEmpty();
        (scene with { Bookings = [scene.Own("2026-11-26 12:00", "2026-11-26 14:01")] }).Codes().ShouldBe(
            ["booking.daily-count", "booking.daily-minutes", "booking.rolling-minutes", "booking.open-count", "booking.open-minutes"]);
        (scene with { From = "2026-11-26 12:30", Until = "2026-11-26 13:30", Bookings = [scene.Own("2026-11-26 09:00", "2026-11-26 12:00")] }).Codes().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Any_seven_days_have_not_too_many_minutes(int hoursBefore, bool isWell)
    {
        var scene = new Scene { Policy = new() { RollingLimits = [new() { Holder = Person, Scope = LimitScope.Item, Window = RollingWindow.Week, Minutes = 360 }] } };
        (scene with { Bookings = [scene.Own("2026-11-20 09:00", $"2026-11-20 {9 + hoursBefore:00}:00", BookingState.Completed)] }).Codes().ShouldBe(isWell ? [] : ["booking.rolling-minutes"]);
    }

    [Fact]
    public void A_window_slides_and_what_lies_partly_in_it_counts_partly()
    {
        var scene = new Scene { Policy = new() { RollingLimits = [new() { Holder = Person, Scope = LimitScope.Item, Window = RollingWindow.Day, Minutes = 240 }] } };
        // 24 hours back from 12:00 begin at 12:00 the day before: of 10:00 to 14:00 two hours count, and with the request four.
        (scene with { Bookings = [scene.Own("2026-11-25 10:00", "2026-11-25 14:00")] }).Codes().ShouldBeEmpty();
        (scene with { Bookings = [scene.Own("2026-11-25 10:00", "2026-11-25 14:01")] }).Codes().ShouldBe(["booking.rolling-minutes"]);
        // Too much before and too much after, but never in the same window.
        (scene with { Bookings = [scene.Own("2026-11-25 10:00", "2026-11-25 12:00"), scene.Own("2026-11-27 10:00", "2026-11-27 12:00")] }).Codes().ShouldBeEmpty();
        (scene with { Bookings = [scene.Own("2026-11-25 12:00", "2026-11-25 14:00"), scene.Own("2026-11-26 13:00", "2026-11-26 15:00")] }).Codes().ShouldBeEmpty();
        (scene with { Bookings = [scene.Own("2026-11-25 14:00", "2026-11-25 16:00"), scene.Own("2026-11-26 12:00", "2026-11-26 14:00")] }).Codes().ShouldBe(["booking.rolling-minutes"]);
    }

    [Fact]
    public void What_is_over_counts_only_where_the_limit_says()
    {
        var limit = new RollingLimit { Holder = Person, Scope = LimitScope.Item, Window = RollingWindow.Month, Minutes = 120 };
        var scene = new Scene { Policy = new() { RollingLimits = [limit with { CountsCompleted = false }] } };
        (scene with { Bookings = [scene.Own("2026-11-20 09:00", "2026-11-20 10:00", BookingState.Completed)] }).Codes().ShouldBeEmpty();
        (scene with { Bookings = [scene.Own("2026-11-25 08:00", "2026-11-25 10:00", BookingState.InUse)] }).Codes().ShouldBe(["booking.rolling-minutes"]);
        (scene with { Policy = new() { RollingLimits = [limit] }, Bookings = [scene.Own("2026-11-20 09:00", "2026-11-20 10:00", BookingState.Completed)] })
            .Codes().ShouldBe(["booking.rolling-minutes"]);
    }

    [Fact]
    public void The_most_in_any_window_is_what_trying_every_minute_gives() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[1, 30]).Array[0, 12].Sample(pairs =>
        {
            var start = new DateTimeOffset(2026, 11, 26, 0, 0, 0, TimeSpan.Zero);
            TimeRange Of(int from, int length) => new(start.AddMinutes(from), start.AddMinutes(from + length));
            var pieces = pairs.Select(pair => Of(pair.Item1, pair.Item2)).Append(Of(100, 20)).ToList();
            var most = Enumerable.Range(40, 81).Max(from => pieces.Sum(one => one.SharedWith(Of(from, 60)).TotalMinutes));
            RollingSum.Most(pieces, TimeSpan.FromMinutes(60), Of(100, 20)).TotalMinutes.ShouldBe(most);
        });

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Not_too_many_bookings_that_are_not_over_running_ones_included(int already, bool isWell)
    {
        var scene = new Scene { Policy = new() { OpenLimits = [new() { Holder = Person, Scope = LimitScope.Item, Count = 3 }] } };
        scene = scene with
        {
            Bookings =
            [
                scene.Own("2026-11-24 10:00", "2026-11-24 11:00", BookingState.Completed), scene.Own("2026-11-25 08:00", "2026-11-25 10:00", BookingState.InUse),
                .. Enumerable.Range(1, already - 1).Select(day => scene.Own($"2026-12-0{day} 10:00", $"2026-12-0{day} 11:00")),
            ],
        };
        scene.Codes().ShouldBe(isWell ? [] : ["booking.open-count"]);
    }

    [Theory]
    [InlineData("2026-12-01 10:59", true)]
    [InlineData("2026-12-01 11:00", true)]
    [InlineData("2026-12-01 11:01", false)]
    public void Not_too_many_minutes_that_are_not_over(string until, bool isWell)
    {
        var scene = new Scene { Policy = new() { OpenLimits = [new() { Holder = Company, Scope = LimitScope.Any, Minutes = 180 }] } };
        (scene with { Bookings = [scene.Own("2026-12-01 10:00", until, person: Scene.Colleague, resource: Scene.Centrifuge, kind: "centrifuge")] })
            .Codes().ShouldBe(isWell ? [] : ["booking.open-minutes"]);
    }

    [Theory]
    [InlineData("2026-11-26 08:00", "2026-11-26 08:59", true)]
    [InlineData("2026-11-26 08:00", "2026-11-26 09:00", true)]
    [InlineData("2026-11-26 08:00", "2026-11-26 09:01", false)]
    [InlineData("2026-11-26 12:59", "2026-11-26 14:00", false)]
    [InlineData("2026-11-26 13:00", "2026-11-26 14:00", true)]
    public void Between_own_bookings_lies_a_gap(string from, string until, bool isWell)
    {
        var scene = new Scene { Policy = new() { GapOnItemMinutes = 60 } };
        (scene with { Bookings = [scene.Own(from, until)] }).Codes().ShouldBe(isWell ? [] : ["booking.gap"]);
    }

    [Fact]
    public void The_gap_has_three_scopes()
    {
        var scene = new Scene();
        var sister = scene.Own("2026-11-26 12:30", "2026-11-26 13:00", resource: Scene.OtherMicroscope);
        var other = scene.Own("2026-11-26 12:30", "2026-11-26 13:00", resource: Scene.Centrifuge, kind: "centrifuge");
        (scene with { Policy = new() { GapOnItemMinutes = 60 }, Bookings = [sister, other] }).Codes().ShouldBeEmpty();
        (scene with { Policy = new() { GapOnClassMinutes = 60 }, Bookings = [sister, other] }).Codes().ShouldBe(["booking.gap"]);
        (scene with { Policy = new() { GapOnClassMinutes = 60 }, Bookings = [other] }).Codes().ShouldBeEmpty();
        (scene with { Policy = new() { GapOnAnyMinutes = 60 }, Bookings = [other] }).Codes().ShouldBe(["booking.gap"]);
        (scene with { Policy = new() { GapOnAnyMinutes = 60 }, Bookings = [other with { PersonId = Scene.Colleague }] }).Codes().ShouldBeEmpty();
    }

    [Fact]
    public void Buffers_count_towards_no_limit()
    {
        var scene = new Scene
        {
            Resource = new(Scene.Microscope, Guid.Empty, "microscope") { WarmUpMinutes = 30, CoolDownMinutes = 30 },
            Policy = new() { MaxMinutes = 120, DailyLimits = [new() { Holder = Person, Scope = LimitScope.Item, Minutes = 240 }] },
        };
        (scene with { Bookings = [scene.Own("2026-11-26 14:00", "2026-11-26 16:00")] }).Codes().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(999, false)]
    [InlineData(1000, true)]
    [InlineData(1001, true)]
    public void The_company_can_pay(long left, bool isWell) =>
        new Scene { With = facts => facts with { Credit = new CreditFacts(1000, left) } }.Codes().ShouldBe(isWell ? [] : ["booking.credit"]);

    [Fact]
    public void Giving_time_back_meets_no_limit() => new Scene
    {
        Act = BookingAct.Shrink, Until = "2026-11-26 11:00", Present = "2026-11-26 10:00|2026-11-26 12:00",
        Policy = new()
        {
            MaxMinutes = 30, HorizonDays = 0, OpenLimits = [new() { Holder = Person, Scope = LimitScope.Item, Count = 1, Minutes = 1 }], RequiresTenancy = true,
            OpenHours = [Scene.Daily("14:00", "15:00")],
        },
        Bookings = [new Scene().Own("2026-11-26 10:30", "2026-11-26 13:00")],
        With = facts => facts with { Tenancies = [], HasAccess = false, Credit = new CreditFacts(1, 0) },
    }.Codes().ShouldBeEmpty();
}
