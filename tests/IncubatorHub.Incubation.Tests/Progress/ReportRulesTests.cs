using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Incubation.Progress.Rules;

namespace IncubatorHub.Incubation.Tests.Progress;

public sealed class ReportRulesTests
{
    private static ReportAnswers Full => Of((Figure.PeopleFullTime, 3), (Figure.PeoplePartTime, 0), (Figure.SalesYen, 5_000_000)) with { PrefectureCode = "28" };

    [Fact]
    public void People_sales_and_a_place_are_needed_and_nothing_else()
    {
        MustBeComplete.Missing(Full).ShouldBeEmpty();
        MustBeComplete.Missing(new ReportAnswers()).ShouldBe(["figures.peopleFullTime", "figures.peoplePartTime", "figures.salesYen", "address"]);
    }

    [Fact]
    public void Not_known_is_no_number_where_a_number_is_needed() =>
        MustBeComplete.Missing(Of((Figure.PeopleFullTime, 3), (Figure.PeoplePartTime, 0), (Figure.SalesYen, null)) with { Address = "abroad" }).ShouldBe(["figures.salesYen"]);

    [Fact]
    public void A_closed_firm_has_nothing_to_count_and_a_merged_one_names_the_other()
    {
        MustBeComplete.Missing(new ReportAnswers { Status = BusinessStatus.Closed }).ShouldBeEmpty();
        MustBeComplete.Missing(Full with { Status = BusinessStatus.Merged, PrefectureCode = "" }).ShouldBe(["successor"]);
        MustBeComplete.Missing(Full with { Status = BusinessStatus.Acquired, Successor = "Kobe Works", PrefectureCode = "" }).ShouldBeEmpty();
    }

    [Fact]
    public void A_new_report_begins_with_the_last_answers_but_not_with_money_that_came_once()
    {
        var last = Of((Figure.SalesYen, 5_000_000), (Figure.GrantYen, 3_000_000), (Figure.PatentsHeld, 2), (Figure.PatentsFiled, 1)) with { Remarks = "We moved", Address = "Kobe" };
        var begun = FigureBook.Prefill(last);
        (begun[Figure.SalesYen]!.Value, begun[Figure.GrantYen]!.Value, begun[Figure.PatentsHeld]!.Value, begun[Figure.PatentsFiled]!.Value).ShouldBe((5_000_000, 0, 2, 0));
        (begun.Address, begun.Remarks).ShouldBe(("Kobe", ""));
        FigureBook.Prefill(null).Figures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Figure.SalesYen, 1_000_000, 3_000_000, false)]
    [InlineData(Figure.SalesYen, 1_000_000, 3_000_001, true)]
    [InlineData(Figure.SalesYen, 10_000, 999_999, false)]
    [InlineData(Figure.SalesYen, 1_000_000, 0, true)]
    [InlineData(Figure.PeopleFullTime, 1, 4, false)]
    [InlineData(Figure.PeopleFullTime, 1, 5, true)]
    public void A_figure_more_than_three_times_the_other_is_asked_again_unless_it_is_small(Figure figure, long before, long now, bool isJump) =>
        ReportDifferences.Between(Of((figure, before)), Of((figure, now))).ShouldHaveSingleItem().IsJump.ShouldBe(isJump);

    [Fact]
    public void What_is_the_same_makes_no_difference_and_a_source_does()
    {
        ReportDifferences.Between(Full, Full).ShouldBeEmpty();
        ReportDifferences.AreSame(Full, Full with { }).ShouldBeTrue();
        ReportDifferences.AreSame(Full, Full with { Remarks = "x" }).ShouldBeFalse();
        ReportDifferences.AreSame(Full, Full with { Figures = [.. Full.Figures.Select(one => one with { Source = FigureSource.Estimate })] }).ShouldBeFalse();
    }

    private static ReportAnswers Of(params (Figure Figure, long? Value)[] figures) =>
        new() { Figures = [.. figures.Select(one => new FigureAnswer { Figure = one.Figure, Value = one.Value })] };
}
