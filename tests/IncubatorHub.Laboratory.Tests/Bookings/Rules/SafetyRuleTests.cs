using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;
using IncubatorHub.Platform.Authorisation;

namespace IncubatorHub.Laboratory.Tests.Bookings.Rules;

/// <summary>Safety, and who may.</summary>
public sealed class SafetyRuleTests
{
    private static readonly ResourceFacts NeedsSkill = new(Scene.Microscope, Guid.Empty, "microscope") { NeedsQualification = true };

    [Theory]
    [InlineData("2026-11-26 11:59", false)]
    [InlineData("2026-11-26 12:00", true)]
    [InlineData("2026-11-26 12:01", true)]
    public void A_qualification_lasts_until_the_end(string validUntil, bool isWell)
    {
        var scene = new Scene { Resource = NeedsSkill };
        var verdict = (scene with { With = facts => facts with { QualifiedFor = [scene.Range("2026-01-01 00:00", validUntil)] } }).Verdict();
        verdict.Violations.Select(one => one.Code).ShouldBe(isWell ? [] : ["booking.not-qualified"]);
        verdict.Violations.ShouldAllBe(one => one.OverridableBy == null);
    }

    [Fact]
    public void A_qualification_that_begins_after_the_start_is_too_late_and_two_that_touch_are_one()
    {
        var scene = new Scene { Resource = NeedsSkill };
        (scene with { With = facts => facts with { QualifiedFor = [scene.Range("2026-11-26 10:01", "2027-01-01 00:00")] } }).Codes().ShouldBe(["booking.not-qualified"]);
        (scene with { With = facts => facts with { QualifiedFor = [scene.Range("2026-11-26 11:00", "2027-01-01 00:00"), scene.Range("2026-01-01 00:00", "2026-11-26 11:00")] } })
            .Codes().ShouldBeEmpty();
        scene.Codes().ShouldBe(["booking.not-qualified"]);
    }

    [Fact]
    public void Who_never_had_a_qualification_is_not_told_until_when_it_lasted()
    {
        var scene = new Scene { Resource = NeedsSkill };
        scene.Verdict().Violations[0].Text("en").ShouldBe("The holder is not qualified for it.");
        scene.Verdict().Violations[0].Text("ja").ShouldBe("利用者に使用資格がありません。");
        (scene with { With = facts => facts with { QualifiedFor = [scene.Range("2026-01-01 00:00", "2026-11-26 11:00")] } }).Verdict().Violations[0].Text("en")
            .ShouldEndWith("qualified until: 2026-11-26 11:00.");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public void An_end_that_nobody_knows_is_said_in_words(string language)
    {
        var scene = new Scene();
        var findings = (scene with
        {
            With = facts => facts with
            {
                HasAccess = false, Holds = [new HoldFacts(scene.At("2026-11-01 00:00"), null, "unpaid")],
                Outages = [new OutageFacts(Guid.Empty, new TimeRange(facts.Asked.From, DateTimeOffset.MaxValue), true, false, "leak")],
            },
        }).Verdict().Violations;
        findings.Select(one => one.Code).ShouldBe(["booking.hold", "booking.no-access", "booking.outage"], ignoreOrder: true);
        findings.ShouldAllBe(one => !one.Text(language).Contains('{') && !one.Text(language).Contains(" -") && !one.Text(language).Contains('～') && !one.Text(language).Contains("：-"));
    }

    [Fact]
    public void A_hand_over_is_judged_by_the_new_holder() =>
        new Scene { Act = BookingAct.HandOver, Present = "2026-11-26 10:00|2026-11-26 12:00", Resource = NeedsSkill }.Codes().ShouldBe(["booking.not-qualified"]);

    [Theory]
    [InlineData("2026-11-25", false)]
    [InlineData("2026-11-26", true)]
    [InlineData("2026-11-27", true)]
    public void The_tenancy_holds_on_first_and_last_day(string lastDay, bool isWell) => new Scene
    {
        Policy = new() { RequiresTenancy = true },
        With = facts => facts with { Tenancies = [new DayRange(new(2026, 1, 1), DateOnly.Parse(lastDay))] },
    }.Codes().ShouldBe(isWell ? [] : ["booking.no-tenancy"]);

    [Fact]
    public void A_booking_until_midnight_does_not_need_a_tenancy_on_the_next_day() => new Scene
    {
        Until = "2026-11-27 00:00",
        Policy = new() { RequiresTenancy = true },
        With = facts => facts with { Tenancies = [new DayRange(new(2026, 1, 1), new(2026, 11, 26))] },
    }.Codes().ShouldBeEmpty();

    [Fact]
    public void A_hold_refuses_whoever_asks_and_nobody_overrides_it()
    {
        var scene = new Scene();
        var verdict = (scene with { With = facts => facts with { Holds = [new HoldFacts(scene.At("2026-11-01 00:00"), null, "Safety briefing missed")] } }).Verdict();
        verdict.Violations.Single().Code.ShouldBe("booking.hold");
        verdict.StandingAfter(["booking.hold"], _ => true).ShouldNotBeEmpty();
        (scene with { With = facts => facts with { Holds = [new HoldFacts(scene.At("2026-11-01 00:00"), scene.At("2026-11-26 10:00"), "x")] } }).Codes().ShouldBeEmpty();
        (scene with { With = facts => facts with { Holds = [new HoldFacts(scene.At("2026-11-26 12:00"), null, "x")] } }).Codes().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-11-26 11:59", false)]
    [InlineData("2026-11-26 12:00", true)]
    [InlineData("2026-11-26 12:01", true)]
    public void Access_lasts_until_the_end(string until, bool isWell)
    {
        var scene = new Scene();
        (scene with { With = facts => facts with { AccessUntil = scene.At(until) } }).Codes().ShouldBe(isWell ? [] : ["booking.no-access"]);
        (scene with { With = facts => facts with { HasAccess = false } }).Codes().ShouldBe(["booking.no-access"]);
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public void The_holder_gets_into_the_room_at_start_and_at_end(bool atStart, bool atEnd, bool isWell) =>
        new Scene { With = facts => facts with { ReachesZone = (atStart, atEnd) } }.Codes().ShouldBe(isWell ? [] : ["booking.zone-unreachable"]);

    [Theory]
    [InlineData(UtilityState.Up, true, "2026-11-26 08:00", null, null)]
    [InlineData(UtilityState.Partial, true, "2026-11-26 08:00", null, "booking.utility-limited")]
    [InlineData(UtilityState.Down, false, "2026-11-26 08:00", null, "booking.utility-limited")]
    [InlineData(UtilityState.Down, true, "2026-11-25 10:00", null, "booking.utility-limited")]
    [InlineData(UtilityState.Down, true, "2026-11-25 10:01", "booking.utility-down", null)]
    public void A_utility_that_is_down_blocks_for_a_day_and_warns_beyond(UtilityState state, bool isVital, string now, string? refused, string? warned)
    {
        var verdict = new Scene { Now = now, With = facts => facts with { Utilities = [new UtilityFacts("Nitrogen", "窒素", state, isVital)] } }.Verdict();
        verdict.Violations.Select(one => one.Code).ShouldBe(refused is null ? [] : [refused]);
        verdict.Warnings.Select(one => one.Code).ShouldBe(warned is null ? [] : [warned]);
    }

    [Theory]
    [InlineData("2026-11-26 09:00", "2026-11-26 10:00", true)]
    [InlineData("2026-11-26 09:00", "2026-11-26 10:01", false)]
    [InlineData("2026-11-26 11:59", "2026-11-26 13:00", false)]
    [InlineData("2026-11-26 12:00", "2026-11-26 13:00", true)]
    public void An_outage_is_half_open_like_a_booking(string from, string until, bool isWell) =>
        Outage(from, until, blocks: true, isSafety: false).Codes().ShouldBe(isWell ? [] : ["booking.outage"]);

    [Fact]
    public void An_outage_for_safety_nobody_overrides_and_a_notice_only_warns()
    {
        Outage("2026-11-26 09:00", "2026-11-26 18:00", blocks: true, isSafety: false).Verdict().Violations.Single().OverridableBy.ShouldBe(Right.ManageBookings);
        Outage("2026-11-26 09:00", "2026-11-26 18:00", blocks: true, isSafety: true).Verdict().Violations.Single().OverridableBy.ShouldBeNull();
        var told = Outage("2026-11-26 09:00", "2026-11-26 18:00", blocks: false, isSafety: false).Verdict();
        told.IsAllowed.ShouldBeTrue();
        told.Warnings.Single().Code.ShouldBe("booking.outage-notice");
    }

    private static Scene Outage(string from, string until, bool blocks, bool isSafety)
    {
        var scene = new Scene();
        return scene with { With = facts => facts with { Outages = [new OutageFacts(Guid.CreateVersion7(), scene.Range(from, until), blocks, isSafety, "Pump")] } };
    }

    [Theory]
    [InlineData("2026-11-26 21:59", false)]
    [InlineData("2026-11-26 22:00", true)]
    public void Out_of_hours_a_second_person_is_there_for_all_of_the_closed_time(string buddyUntil, bool isWell)
    {
        var scene = new Scene
        {
            From = "2026-11-26 18:00", Until = "2026-11-26 22:00",
            Policy = new() { OpenHours = [Scene.Weekdays("08:00", "20:00")], ApprovalOutOfHours = true },
            Resource = new(Scene.Microscope, Guid.Empty, "microscope") { NeedsBuddyOutOfHours = true },
        };
        (scene with { With = facts => facts with { BuddiesThere = [scene.Range("2026-11-26 20:00", buddyUntil)] } }).Codes().ShouldBe(isWell ? [] : ["booking.buddy"]);
        scene.Codes().ShouldBe(["booking.buddy"]);
        (scene with { Policy = scene.Policy with { BuddyOutOfHours = false } }).Codes().ShouldBeEmpty();
        (scene with { Until = "2026-11-26 20:00" }).Codes().ShouldBeEmpty();
    }

    [Fact]
    public void A_policy_narrows_what_may_be_overridden_and_never_widens_it()
    {
        var policy = new PolicyRules { HorizonDays = 0, MinMinutes = 200, OverridableRules = ["booking.too-short", "booking.not-qualified"] };
        var verdict = new Scene { Policy = policy, Resource = NeedsSkill }.Verdict();
        verdict.Violations.ToDictionary(one => one.Code, one => one.OverridableBy).ShouldBe(new Dictionary<string, Right?>
        {
            ["booking.too-short"] = Right.ManageBookings, ["booking.not-qualified"] = null, ["booking.horizon"] = null,
        }, ignoreOrder: true);
        verdict.StandingAfter(["booking.too-short", "booking.horizon"], right => right is Right.ManageBookings).Select(one => one.Code)
            .ShouldBe(["booking.not-qualified", "booking.horizon"]);
        verdict.StandingAfter(["booking.too-short"], _ => false).Length.ShouldBe(3);
        verdict.StandingAfter([], _ => true).Length.ShouldBe(3);
    }

    [Theory]
    [InlineData(Assistance.Required, false, "booking.assistance-needed")]
    [InlineData(Assistance.Required, true, null)]
    [InlineData(Assistance.Offered, false, null)]
    [InlineData(Assistance.Offered, true, null)]
    [InlineData(Assistance.None, true, "booking.assistance-not-offered")]
    [InlineData(null, true, null)]
    public void Staff_is_asked_for_where_it_must_be_there_and_only_where_it_comes(Assistance? stated, bool isAsked, string? refused)
    {
        var scene = new Scene { Policy = new() { Assistance = stated }, With = facts => facts with { IsAssisted = isAsked } };
        scene.Codes().ShouldBe(refused is null ? [] : [refused]);
        (scene with { Act = BookingAct.Offer }).Codes().ShouldBeEmpty("an offer asks by itself");
        (scene with { Resource = scene.Resource with { IsZone = true } }).Codes().ShouldBeEmpty("a zone is booked along");
    }
}
