using IncubatorHub.Laboratory.Charges.Rules;
using IncubatorHub.Laboratory.Evidence.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Usage.Rules;

namespace IncubatorHub.Laboratory.Tests.Evidence;

public sealed class EvidenceRuleTests
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);
    private static readonly SensingVerdict Healthy = new([], 300, 10, 0);
    private static readonly Guid Ann = Guid.CreateVersion7(), Ben = Guid.CreateVersion7();

    private static DateTimeOffset At(double minutes) => Nine.AddMinutes(minutes);

    private static Candidate Booked(Guid person, double from, double until, bool checkedIn = false, bool atDoor = false, bool lease = false) =>
        new(Guid.CreateVersion7(), person, Guid.CreateVersion7(), At(from), At(until), checkedIn, atDoor, lease);

    private static AttributionVerdict Judge(double from, double until, params Candidate[] candidates) =>
        Attribution.Of(new AttributionFacts(At(from), At(until), candidates, []));

    [Fact]
    public void A_use_within_a_booking_is_its_holders_and_the_more_speaks_for_it_the_surer()
    {
        Judge(5, 50, Booked(Ann, 0, 60)).ShouldSatisfyAllConditions(one => one.PersonId.ShouldBe(Ann), one => one.Confidence.ShouldBe(65));
        Judge(5, 50, Booked(Ann, 0, 60, checkedIn: true)).Confidence.ShouldBe(80);
        Judge(5, 50, Booked(Ann, 0, 60, checkedIn: true, atDoor: true)).Confidence.ShouldBe(100);
        Judge(-10, 50, Booked(Ann, 0, 60)).PersonId.ShouldBe(Ann);
        Judge(5, 50, Booked(Ann, 0, 60, lease: true)).Reasons.ShouldBe([AttributionReason.Overlap, AttributionReason.BeganWithin, AttributionReason.Lease]);
    }

    [Fact]
    public void A_use_without_a_booking_is_nobodys_unless_one_person_alone_was_at_the_door()
    {
        Judge(5, 50).ShouldSatisfyAllConditions(one => one.PersonId.ShouldBeNull(), one => one.Reasons.ShouldBe([AttributionReason.Unexplained]));
        Judge(100, 200, Booked(Ann, 0, 60, checkedIn: true, atDoor: true, lease: true)).PersonId.ShouldBeNull();
        var one = Attribution.Of(new AttributionFacts(At(5), At(50), [], [Ben]));
        (one.PersonId, one.Booking, one.Confidence).ShouldBe((Ben, null, 40));
        Attribution.Of(new AttributionFacts(At(5), At(50), [], [Ann, Ben])).PersonId.ShouldBeNull();
    }

    [Fact]
    public void Two_that_explain_it_alike_leave_it_open_and_a_badge_decides()
    {
        Judge(5, 50, Booked(Ann, 0, 60), Booked(Ben, 0, 60)).ShouldSatisfyAllConditions(
            one => one.PersonId.ShouldBeNull(), one => one.Reasons.ShouldContain(AttributionReason.Ambiguous));
        Judge(5, 50, Booked(Ann, 0, 60), Booked(Ben, 0, 60, atDoor: true)).PersonId.ShouldBe(Ben);
        Judge(5, 115, Booked(Ann, 0, 60), Booked(Ben, 60, 120)).PersonId.ShouldBe(Ann);
    }

    [Theory]
    [InlineData(29.99, 30, NoShowVerdict.NotDue)]
    [InlineData(30, 30, NoShowVerdict.Release)]
    [InlineData(47.3, 30, NoShowVerdict.Release)]
    [InlineData(119.99, 30, NoShowVerdict.Release)]
    [InlineData(120, 30, NoShowVerdict.NotDue)]
    [InlineData(60, null, NoShowVerdict.NotDue)]
    public void A_no_show_is_due_from_its_minute_to_the_end_of_the_booking(double minute, int? release, NoShowVerdict expected) =>
        NoShow.Of(new NoShowFacts(Nine, At(120), release, false, false, false, UseMode.Episodic, At(minute)), Healthy).ShouldBe(expected);

    [Fact]
    public void Whatever_speaks_for_the_holder_or_against_the_sensors_makes_it_a_question()
    {
        var facts = new NoShowFacts(Nine, At(120), 30, false, false, false, UseMode.Episodic, At(31));
        NoShow.Of(facts with { IsSeen = true }, Healthy).ShouldBe(NoShowVerdict.Seen);
        NoShow.Of(facts with { WasUsed = true }, Healthy).ShouldBe(NoShowVerdict.Ask);
        NoShow.Of(facts with { WasPresent = true }, Healthy).ShouldBe(NoShowVerdict.Ask);
        NoShow.Of(facts with { UseMode = UseMode.Continuous }, Healthy).ShouldBe(NoShowVerdict.Ask);
        NoShow.Of(facts, Healthy with { ReadingsAtWork = 1 }).ShouldBe(NoShowVerdict.Ask);
        foreach (var doubt in Enum.GetValues<SensingDoubt>())
            NoShow.Of(facts, Healthy with { Doubts = [doubt] }).ShouldBe(NoShowVerdict.Ask, doubt.ToString());
    }

    [Fact]
    public void The_rest_is_given_free_only_when_the_policy_says_so_and_nothing_is_in_doubt()
    {
        var facts = new EarlyFinishFacts(At(120), 15, true, At(40), UseMode.Episodic, At(55));
        EarlyFinish.Of(facts, Healthy).ShouldBe(EarlyFinishVerdict.Finish);
        EarlyFinish.Of(facts with { Now = At(54.9) }, Healthy).ShouldBe(EarlyFinishVerdict.NotDue);
        EarlyFinish.Of(facts with { IsAutomatic = false }, Healthy).ShouldBe(EarlyFinishVerdict.Ask);
        EarlyFinish.Of(facts, Healthy with { ReadingsAtWork = 1 }).ShouldBe(EarlyFinishVerdict.Ask);
        EarlyFinish.Of(facts with { UsedUntil = null }, Healthy).ShouldBe(EarlyFinishVerdict.NotDue);
        EarlyFinish.Of(facts with { Now = At(110) }, Healthy).ShouldBe(EarlyFinishVerdict.Finish);
        EarlyFinish.Of(facts with { Now = At(110.1) }, Healthy).ShouldBe(EarlyFinishVerdict.NotDue);
        EarlyFinish.Of(facts with { UseMode = UseMode.Continuous }, Healthy).ShouldBe(EarlyFinishVerdict.NotDue);
        EarlyFinish.Of(facts, Healthy with { Doubts = [SensingDoubt.LateReadings] }).ShouldBe(EarlyFinishVerdict.NotDue);
    }

    [Fact]
    public void A_month_adds_up_to_booked_used_idle_shadow_and_no_show()
    {
        var (firm, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Stretch Hours(double from, double until) => new(Nine.AddHours(from), Nine.AddHours(until));
        var month = new InstrumentMonth(
            [Hours(0, 10), Hours(24, 34)],
            [new(firm, Hours(0, 4), false), new(other, Hours(4, 6), true), new(other, Hours(24, 26), false)],
            [new(firm, Hours(1, 3)), new(firm, Hours(3.5, 4.5)), new(null, Hours(8, 9)), new(other, Hours(24, 26))], IsSensed: true);
        var figures = UseOfMonth.Of(month);
        (figures.Available, figures.Booked, figures.Used, figures.UsedBooked).ShouldBe((20, 8, 6, 4.5));
        (figures.Idle, figures.Shadow, figures.NoShow, figures.Bookings, figures.NoShows).ShouldBe((1.5, 1, 2, 3, 1));
        (figures.Utilisation, figures.Realisation, figures.ShadowShare, figures.NoShowRate).ShouldBe((0.3, 4.5 / 8, 1.0 / 6, 1.0 / 3));
        var own = UseOfMonth.Of(month, other);
        (own.Available, own.Booked, own.Used, own.NoShows).ShouldBe((null, 4, 2, 1));
        UseOfMonth.Of(month with { IsSensed = false }).Used.ShouldBeNull();
        UseFigures.Sum([figures, UseOfMonth.Of(month with { IsSensed = false })]).Used.ShouldBe(6);
    }
}
