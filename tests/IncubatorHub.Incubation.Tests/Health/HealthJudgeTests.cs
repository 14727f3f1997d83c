using IncubatorHub.Incubation.Health.Rules;

namespace IncubatorHub.Incubation.Tests.Health;

public sealed class HealthJudgeTests
{
    [Fact]
    public void Of_whom_nothing_is_known_there_is_no_reason_for_worry()
    {
        HealthJudge.Judge(new HealthFacts()).ShouldBeEmpty();
        HealthJudge.LevelOf([]).ShouldBe(HealthLevel.Well);
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(1, 1, HealthWeight.Light)]
    [InlineData(1, 20, HealthWeight.Light)]
    [InlineData(1, 21, HealthWeight.Grave)]
    public void A_late_report_weighs_more_after_three_weeks(int count, int days, HealthWeight? weight) => Weight(new HealthFacts { ReportsLate = count, ReportDaysLate = days }).ShouldBe(weight);

    [Theory]
    [InlineData(7.9, 0, null)]
    [InlineData(8, 4, null)]
    [InlineData(8, 3.9, HealthWeight.Light)]
    [InlineData(40, 0, HealthWeight.Grave)]
    public void Falling_use_counts_for_those_who_used_the_laboratory(double before, double now, HealthWeight? weight) =>
        Weight(new HealthFacts { LabHoursBefore = before, LabHours = now }).ShouldBe(weight);

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, HealthWeight.Light)]
    [InlineData(3, HealthWeight.Grave)]
    public void One_missed_session_is_none(int missed, HealthWeight? weight) => Weight(new HealthFacts { SessionsMissed = missed }).ShouldBe(weight);

    [Theory]
    [InlineData(13, null)]
    [InlineData(14, HealthWeight.Light)]
    [InlineData(59, HealthWeight.Light)]
    [InlineData(60, HealthWeight.Grave)]
    public void A_milestone_has_a_fortnight_of_grace(int days, HealthWeight? weight) => Weight(new HealthFacts { MilestonesLate = 1, MilestoneDaysLate = days }).ShouldBe(weight);

    [Theory]
    [InlineData(3, 2, null)]
    [InlineData(11, 9, null)]
    [InlineData(10, 8, HealthWeight.Light)]
    [InlineData(4, 2, HealthWeight.Grave)]
    [InlineData(4, 8, null)]
    public void A_fall_by_a_fifth_and_two_people_is_one(long before, long now, HealthWeight? weight) => Weight(new HealthFacts { PeopleBefore = before, People = now }).ShouldBe(weight);

    [Theory]
    [InlineData(61, null)]
    [InlineData(60, HealthWeight.Light)]
    [InlineData(0, HealthWeight.Light)]
    public void A_term_that_ends_is_to_be_looked_at(int days, HealthWeight? weight) => Weight(new HealthFacts { TermDaysLeft = days }).ShouldBe(weight);

    [Fact]
    public void Two_light_reasons_want_help_as_one_grave_one_does_and_the_grave_one_is_told_first()
    {
        var two = HealthJudge.Judge(new HealthFacts { ReportsLate = 1, ReportDaysLate = 2, TermDaysLeft = 5 });
        HealthJudge.LevelOf(two).ShouldBe(HealthLevel.Help);
        var mixed = HealthJudge.Judge(new HealthFacts { ReportsLate = 1, ReportDaysLate = 2, SessionsMissed = 3, SessionsHeld = 2 });
        mixed.Select(one => one.Code).ShouldBe(["health.sessions-missed", "health.report-late"]);
        mixed[0].Text("en").ShouldBe("Missed 3 of 5 mentoring sessions in 90 days");
        mixed[0].Text("ja").ShouldBe("直近90日のメンタリング5回中3回を欠席");
        HealthJudge.LevelOf([.. mixed.Where(one => one.Weight is HealthWeight.Light)]).ShouldBe(HealthLevel.Watch);
    }

    private static HealthWeight? Weight(HealthFacts facts) => HealthJudge.Judge(facts).SingleOrDefault()?.Weight;
}
