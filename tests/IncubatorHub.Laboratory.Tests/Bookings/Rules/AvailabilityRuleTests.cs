using CsCheck;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Tests.Bookings.Rules;

/// <summary>Opening hours, slots and buffers, own bookings, what is booked along.</summary>
public sealed class AvailabilityRuleTests
{
    [Theory]
    [InlineData("08:59", "12:00", false)]
    [InlineData("09:00", "18:00", true)]
    [InlineData("09:01", "17:59", true)]
    [InlineData("12:00", "18:01", false)]
    public void A_booking_lies_wholly_in_opening_hours(string from, string until, bool isWell) =>
        new Scene { From = $"2026-11-26 {from}", Until = $"2026-11-26 {until}", Policy = new() { OpenHours = [Scene.Weekdays("09:00", "18:00")] } }
            .Codes().ShouldBe(isWell ? [] : ["booking.closed"]);

    [Fact]
    public void Opening_hours_that_touch_are_one_and_may_cross_midnight()
    {
        var policy = new Laboratory.Policies.PolicyRules { OpenHours = [Scene.Daily("18:00", "02:00"), Scene.Daily("09:00", "18:00")] };
        new Scene { From = "2026-11-26 17:00", Until = "2026-11-27 02:00", Policy = policy }.Codes().ShouldBeEmpty();
        new Scene { From = "2026-11-27 01:00", Until = "2026-11-27 02:01", Policy = policy }.Codes().ShouldBe(["booking.closed"]);
    }

    [Theory]
    [InlineData("2026-11-26 17:00", "2026-11-27 10:00", true)]
    [InlineData("2026-11-26 18:00", "2026-11-27 10:00", false)]
    [InlineData("2026-11-26 17:00", "2026-11-27 09:00", false)]
    public void Overnight_use_begins_and_ends_in_opening_hours(string from, string until, bool isWell)
    {
        var scene = new Scene { From = from, Until = until, Policy = new() { OpenHours = [Scene.Weekdays("09:00", "18:00")], AllowsOvernight = true } };
        scene.Codes().ShouldBe(isWell ? [] : ["booking.closed"]);
        (scene with { Policy = scene.Policy with { AllowsOvernight = null } }).Codes().ShouldContain("booking.closed");
    }

    [Fact]
    public void A_holiday_closes_the_house_where_the_policy_says_and_a_closed_day_always_does()
    {
        var scene = new Scene { Holidays = ["2026-11-26"], Policy = new() { OpenHours = [Scene.Weekdays("09:00", "18:00")] } };
        scene.Codes().ShouldBeEmpty();
        (scene with { Policy = scene.Policy with { HolidaysClosed = true } }).Codes().ShouldBe(["booking.closed"]);
        (scene with { Holidays = [], Closed = ["2026-11-26"] }).Codes().ShouldBe(["booking.closed"]);
        new Scene { Closed = ["2026-11-26"] }.Codes().ShouldBe(["booking.closed"]);
    }

    [Fact]
    public void Opening_hours_are_those_of_the_clock_on_the_wall_when_clocks_are_set()
    {
        // Berlin, 29 March 2026: 09:00 is an hour earlier in UTC than the day before.
        var policy = new Laboratory.Policies.PolicyRules { OpenHours = [Scene.Daily("09:00", "18:00")] };
        new Scene { Zone = "Europe/Berlin", Now = "2026-03-27 09:00", From = "2026-03-29 09:00", Until = "2026-03-29 18:00", Policy = policy }.Codes().ShouldBeEmpty();
        new Scene { Zone = "Europe/Berlin", Now = "2026-03-27 09:00", From = "2026-03-29 08:59", Until = "2026-03-29 18:00", Policy = policy }.Codes().ShouldBe(["booking.closed"]);
    }

    [Theory]
    [InlineData("2026-11-26 08:00", "2026-11-26 09:44", true)]
    [InlineData("2026-11-26 08:00", "2026-11-26 09:45", true)]
    [InlineData("2026-11-26 08:00", "2026-11-26 09:46", false)]
    [InlineData("2026-11-26 12:29", "2026-11-26 14:00", false)]
    [InlineData("2026-11-26 12:30", "2026-11-26 14:00", true)]
    [InlineData("2026-11-26 12:31", "2026-11-26 14:00", true)]
    public void Warm_up_and_cool_down_are_kept_free(string from, string until, bool isWell)
    {
        var scene = new Scene { Resource = new(Scene.Microscope, Guid.Empty, "microscope") { WarmUpMinutes = 15, CoolDownMinutes = 30 } };
        (scene with { Taken = [scene.Slot(0, from, until)] }).Codes().ShouldBe(isWell ? [] : ["booking.overlap"]);
    }

    [Fact]
    public void The_lowest_free_slot_is_taken()
    {
        var scene = new Scene { Resource = new(Scene.Microscope, Guid.Empty, "microscope") { ParallelSlots = 3 } };
        (scene with { Taken = [scene.Slot(0, "2026-11-26 09:00", "2026-11-26 11:00")] }).Verdict().SlotIndex.ShouldBe(1);
        (scene with { Taken = [scene.Slot(0, "2026-11-26 09:00", "2026-11-26 11:00"), scene.Slot(2, "2026-11-26 09:00", "2026-11-26 11:00")] }).Verdict().SlotIndex.ShouldBe(1);
        (scene with { Taken = [scene.Slot(0, "2026-11-26 08:00", "2026-11-26 10:00"), scene.Slot(1, "2026-11-26 09:00", "2026-11-26 11:00")] }).Verdict().SlotIndex.ShouldBe(0);
    }

    [Fact]
    public void When_no_slot_is_free_it_says_how_many_are_taken_at_once_and_nobody_overrides_it()
    {
        var scene = new Scene { Resource = new(Scene.Microscope, Guid.Empty, "microscope") { ParallelSlots = 2 } };
        // One after the other on both: the peak is 2, for one that ends makes room for one that begins.
        var found = (scene with { Taken = [
            scene.Slot(0, "2026-11-26 09:00", "2026-11-26 11:00"), scene.Slot(0, "2026-11-26 11:00", "2026-11-26 13:00"), scene.Slot(1, "2026-11-26 10:30", "2026-11-26 11:30")] })
            .Verdict().Violations.Single();
        (found["slots"], found["taken"], found.OverridableBy).ShouldBe((2, 2, null));
        found["freeFrom"].ShouldBe(scene.Facts().Local(scene.At("2026-11-26 13:00")));
    }

    [Fact]
    public void Peak_overlap_is_what_counting_at_every_instant_gives() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[1, 10]).Array[0, 20].Sample(pairs =>
        {
            var start = new DateTimeOffset(2026, 11, 26, 0, 0, 0, TimeSpan.Zero);
            var ranges = pairs.Select(pair => new TimeRange(start.AddMinutes(pair.Item1), start.AddMinutes(pair.Item1 + pair.Item2))).ToList();
            var counted = Enumerable.Range(0, 60).Max(minute => ranges.Count(one => one.From <= start.AddMinutes(minute) && start.AddMinutes(minute) < one.Until));
            MustHaveFreeSlot.PeakOverlap(ranges).ShouldBe(counted);
        });

    [Fact]
    public void A_running_booking_is_extended_on_its_own_slot_up_to_the_next_one()
    {
        var scene = new Scene
        {
            Act = BookingAct.Extend, Now = "2026-11-26 11:00", Present = "2026-11-26 10:00|2026-11-26 11:30", PresentState = BookingState.InUse, PresentSlot = 1,
            Resource = new(Scene.Microscope, Guid.Empty, "microscope") { ParallelSlots = 2 },
        };
        scene = scene with { Taken = [scene.Slot(1, "2026-11-26 10:00", "2026-11-26 11:30", Scene.PresentId), scene.Slot(1, "2026-11-26 12:00", "2026-11-26 13:00")] };
        scene.Verdict().SlotIndex.ShouldBe(1);
        (scene with { Until = "2026-11-26 12:01" }).Codes().ShouldBe(["booking.overlap"]);
    }

    [Fact]
    public void A_booking_that_is_moved_does_not_stand_in_its_own_way()
    {
        var scene = new Scene { Act = BookingAct.Change, Present = "2026-11-26 09:00|2026-11-26 11:00" };
        (scene with
        {
            Taken = [scene.Slot(0, "2026-11-26 09:00", "2026-11-26 11:00", Scene.PresentId)],
            Bookings = [scene.Own("2026-11-26 09:00", "2026-11-26 11:00", id: Scene.PresentId)],
            Policy = new() { OpenLimits = [new() { Holder = LimitHolder.Person, Scope = LimitScope.Item, Count = 1 }], GapOnItemMinutes = 60 },
        }).Codes().ShouldBeEmpty();
    }

    [Fact]
    public void A_person_is_at_one_place_at_a_time_unless_one_of_the_two_works_unattended()
    {
        var scene = new Scene();
        var other = scene.Own("2026-11-26 11:59", "2026-11-26 13:00", resource: Scene.Centrifuge, kind: "centrifuge");
        (scene with { Bookings = [other] }).Codes().ShouldBe(["booking.self-overlap"]);
        (scene with { Bookings = [other with { Range = scene.Range("2026-11-26 12:00", "2026-11-26 13:00") }] }).Codes().ShouldBeEmpty();
        (scene with { Bookings = [other with { IsUnattended = true }] }).Codes().ShouldBeEmpty();
        (scene with { Bookings = [other with { State = BookingState.Withdrawn }] }).Codes().ShouldBeEmpty();
        (scene with { Bookings = [other with { PersonId = Scene.Colleague }] }).Codes().ShouldBeEmpty();
        (scene with { Bookings = [other], Resource = scene.Resource with { IsUnattended = true } }).Codes().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-11-26 11:59", false)]
    [InlineData("2026-11-26 12:00", true)]
    [InlineData("2026-11-26 12:01", true)]
    public void The_companion_zone_is_booked_for_the_whole_range(string until, bool isWell)
    {
        var scene = new Scene { Resource = new(Scene.Microscope, Guid.Empty, "microscope") { CompanionZoneId = Guid.CreateVersion7(), CompanionEquipmentId = Scene.Centrifuge } };
        scene = scene with { With = facts => facts with { ZoneBookedFor = [scene.Range("2026-11-26 10:00", until)], CompanionBookedFor = [scene.Range("2026-11-26 10:00", until)] } };
        scene.Codes().ShouldBe(isWell ? [] : ["booking.zone-not-booked", "booking.companion-not-booked"]);
        (scene with { Policy = new() { NeedsZoneBooking = false } }).Codes().ShouldBe(isWell ? [] : ["booking.companion-not-booked"]);
    }

    [Theory]
    [InlineData(BookingAct.Shrink, "2026-11-26 11:59", false)]
    [InlineData(BookingAct.Shrink, "2026-11-26 12:00", true)]
    [InlineData(BookingAct.Cancel, "2026-11-26 12:00", false)]
    public void A_zone_that_somebody_relies_on_is_neither_shortened_below_nor_cancelled(BookingAct act, string until, bool isWell)
    {
        var scene = new Scene { Act = act, Until = until, Present = "2026-11-26 10:00|2026-11-26 13:00" };
        (scene with { With = facts => facts with { ReliedOnFor = [scene.Range("2026-11-26 10:00", "2026-11-26 12:00")] } }).Codes().ShouldBe(isWell ? [] : ["booking.strands"]);
    }
}
