using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Rules;
using IncubatorHub.Laboratory.Policies;

namespace IncubatorHub.Laboratory.Tests.Bookings.Rules;

/// <summary>When a manager has to say yes, and when what follows is due.</summary>
public sealed class ApprovalRuleTests
{
    private static readonly PolicyRules All = new()
    {
        ApprovalAlways = true, ApprovalAboveMinutes = 60, ApprovalForFirstUse = true, ApprovalOutOfHours = true, OpenHours = [Scene.Daily("09:00", "11:00")],
        NoShowScoreLimit = 0.5, NoShowHalfLifeDays = 30,
    };

    private static Scene Everything(BookingAct act) => new()
    {
        Act = act, Policy = All, With = facts => facts with { IsFirstUse = true },
        Present = act is BookingAct.Create ? null : "2026-11-26 10:00|2026-11-26 13:00",
        Bookings = [new Scene().Own("2026-11-24 10:00", "2026-11-24 12:00", BookingState.ReleasedNoShow)],
    };

    [Fact]
    public void Every_reason_is_told() => Everything(BookingAct.Create).Approvals().ShouldBe(
        ["approval.always", "approval.long", "approval.first-use", "approval.out-of-hours", "approval.no-shows"]);

    [Theory]
    [InlineData(BookingAct.Shrink)]
    [InlineData(BookingAct.Cancel)]
    public void What_only_gets_shorter_keeps_its_approval(BookingAct act) => Everything(act).Approvals().ShouldBeEmpty();

    [Fact]
    public void A_new_holder_is_approved_anew() => Everything(BookingAct.HandOver).Approvals().Length.ShouldBe(5);

    [Theory]
    [InlineData("2026-11-26 10:59", false)]
    [InlineData("2026-11-26 11:00", false)]
    [InlineData("2026-11-26 11:01", true)]
    public void A_long_booking_needs_approval(string until, bool needs) =>
        new Scene { Until = until, Policy = new() { ApprovalAboveMinutes = 60 } }.Verdict().NeedsApproval.ShouldBe(needs);

    [Fact]
    public void An_extension_is_asked_about_only_for_what_is_new()
    {
        var scene = new Scene { Act = BookingAct.Extend, Now = "2026-11-26 10:30", Policy = All with { OpenHours = null }, Present = "2026-11-26 10:00|2026-11-26 11:00" };
        scene.Approvals().ShouldBe(["approval.long"]);
        (scene with { Present = "2026-11-26 10:00|2026-11-26 11:30" }).Approvals().ShouldBeEmpty();
        (scene with { Present = "2026-11-26 10:00|2026-11-26 11:30", Policy = All }).Approvals().ShouldBe(["approval.out-of-hours"]);
    }

    [Fact]
    public void Out_of_hours_use_that_waits_for_approval_is_not_refused()
    {
        var verdict = new Scene { From = "2026-11-26 20:00", Until = "2026-11-26 21:00", Policy = new() { OpenHours = [Scene.Daily("09:00", "18:00")], ApprovalOutOfHours = true } }.Verdict();
        verdict.IsAllowed.ShouldBeTrue();
        verdict.ApprovalReasons.Single().Code.ShouldBe("approval.out-of-hours");
    }

    [Theory]
    [InlineData(0.99, true)]
    [InlineData(1.0, false)]
    [InlineData(1.01, false)]
    public void No_shows_lead_to_approval_and_never_to_a_refusal(double limit, bool needs)
    {
        // Half a no-show after one half-life and a late cancellation just now.
        var scene = new Scene { Policy = new() { NoShowScoreLimit = limit, NoShowHalfLifeDays = 30 } };
        scene = scene with
        {
            Bookings =
            [
                scene.Own("2026-10-26 09:00", "2026-10-26 10:00", BookingState.ReleasedNoShow), scene.Own("2026-11-25 09:00", "2026-11-25 10:00", BookingState.LateCancelled),
                scene.Own("2026-11-24 09:00", "2026-11-24 10:00", BookingState.ReleasedNoShow, person: Scene.Colleague),
            ],
        };
        scene.Verdict().IsAllowed.ShouldBeTrue();
        scene.Approvals().ShouldBe(needs ? ["approval.no-shows"] : []);
    }

    [Theory]
    [InlineData("2026-11-28 08:59", true)]
    [InlineData("2026-11-28 09:00", true)]
    [InlineData("2026-11-28 09:01", false)]
    public void Or_to_a_shorter_horizon_with_the_score_told(string from, bool isWell)
    {
        var scene = new Scene
        {
            From = from, Until = "2026-11-28 10:00",
            Policy = new() { NoShowScoreLimit = 0.9, NoShowHalfLifeDays = 30, NoShowEffect = NoShowEffect.ShorterHorizon, NoShowHorizonDays = 3, HorizonDays = 14 },
            Bookings = [new Scene().Own("2026-11-25 09:00", "2026-11-25 10:00", BookingState.ReleasedNoShow)],
        };
        scene.Codes().ShouldBe(isWell ? [] : ["booking.horizon-no-shows"]);
        scene.Approvals().ShouldBeEmpty();
        if (!isWell)
            scene.Verdict().Violations.Single()["score"].ShouldBe(1.0);
    }

    [Fact]
    public void Times_that_follow_from_a_booking()
    {
        var scene = new Scene();
        var (booking, now) = (scene.Range("2026-11-26 10:00", "2026-11-26 12:00"), scene.At("2026-11-25 09:00"));
        var policy = new PolicyRules { CheckInBeforeMinutes = 15, CheckInAfterMinutes = 30, ReleaseAfterMinutes = 30, IdleMinutes = 20, ApprovalHours = 48, ApprovalBeforeStartMinutes = 60, OfferMinutes = 15, LateCancelMinutes = 120 };
        BookingTimes.CheckIn(policy, booking).ShouldBe(scene.Range("2026-11-26 09:45", "2026-11-26 10:30"));
        BookingTimes.CheckIn(new(), booking).ShouldBe(booking);
        BookingTimes.ReleaseAt(policy, booking).ShouldBe(scene.At("2026-11-26 10:30"));
        BookingTimes.ReleaseAt(new(), booking).ShouldBeNull();
        BookingTimes.ReleaseAt(policy with { ReleaseAfterMinutes = 120 }, booking).ShouldBeNull();
        BookingTimes.IdleEndAt(policy, booking.From).ShouldBe(scene.At("2026-11-26 10:20"));
        BookingTimes.ApprovalUntil(policy, now, booking.From).ShouldBe(scene.At("2026-11-26 09:00"));
        BookingTimes.ApprovalUntil(policy with { ApprovalHours = 23 }, now, booking.From).ShouldBe(scene.At("2026-11-26 08:00"));
        BookingTimes.OfferUntil(policy, now, booking).ShouldBe(scene.At("2026-11-25 09:15"));
        BookingTimes.OfferUntil(policy, scene.At("2026-11-26 11:50"), booking).ShouldBe(booking.Until);
    }

    [Theory]
    [InlineData("2026-11-26 07:59", false)]
    [InlineData("2026-11-26 08:00", false)]
    [InlineData("2026-11-26 08:01", true)]
    public void Cancelling_is_late_inside_the_threshold(string now, bool isLate)
    {
        var scene = new Scene();
        BookingTimes.IsLateCancel(new() { LateCancelMinutes = 120 }, scene.At(now), scene.At("2026-11-26 10:00")).ShouldBe(isLate);
        BookingTimes.IsLateCancel(new(), scene.At(now), scene.At("2026-11-26 10:00")).ShouldBeFalse();
    }

    [Fact]
    public void What_somebody_else_took_of_a_late_cancellation_is_waived_in_part()
    {
        var scene = new Scene();
        BookingTimes.ShareTaken(scene.Range("2026-11-26 10:00", "2026-11-26 12:00"), [scene.Range("2026-11-26 09:00", "2026-11-26 10:30"), scene.Range("2026-11-26 10:15", "2026-11-26 11:00")])
            .ShouldBe(0.5);
    }

    private static IEnumerable<string> Codes() => typeof(BookingJudge).Assembly.GetTypes().Where(type => type.Namespace == typeof(BookingJudge).Namespace)
        .SelectMany(type => type.GetFields()).Where(field => field.IsLiteral && field.FieldType == typeof(string)).Select(field => (string)field.GetRawConstantValue()!);

    [Fact]
    public void Every_code_has_a_sentence_in_both_languages_with_all_its_numbers()
    {
        var found = new List<Finding>();
        foreach (var act in Enum.GetValues<BookingAct>())
            found.AddRange([.. Everything(act).Verdict().Violations, .. Everything(act).Verdict().ApprovalReasons]);
        found.ShouldNotBeEmpty();
        foreach (var code in Codes())
            new Finding(code, null).Text("ja").ShouldNotBe(new Finding(code, null).Text("en"));
        foreach (var one in found)
        {
            one.Text("en").ShouldNotContain("{");
            one.Text("ja").ShouldNotContain("{");
            one.Text("ja").ShouldNotBe(one.Text("en"));
        }
    }
}
