using IncubatorHub.Incubation.Progress.Graduation;
using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Incubation.Progress.Rules;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Tests.Progress;

public sealed class GraduationRuleTests
{
    [Theory]
    [InlineData(69_999_999, 5, CheckResult.Open)]
    [InlineData(70_000_000, 0, CheckResult.Met)]
    [InlineData(0, 6, CheckResult.Met)]
    public void Sales_of_so_much_or_so_many_people_meet_a_criterion_by_themselves(long sales, long people, CheckResult expected)
    {
        var standing = Judge(Criterion(), new() { [Figure.SalesYen] = sales, [Figure.PeopleFullTime] = people }, CheckResult.Open);
        (standing.Result, standing.IsByFigures, standing.Found, standing.OrFound).ShouldBe((expected, expected is CheckResult.Met, sales, people));
    }

    [Fact]
    public void What_a_person_found_goes_before_the_figures()
    {
        Judge(Criterion(), new() { [Figure.SalesYen] = 1 }, CheckResult.SetAside).Result.ShouldBe(CheckResult.SetAside);
        Judge(Criterion(), new() { [Figure.SalesYen] = 90_000_000 }, CheckResult.SetAside).Result.ShouldBe(CheckResult.SetAside);
        var met = Judge(Criterion(), [], CheckResult.Met);
        (met.Result, met.IsByFigures).ShouldBe((CheckResult.Met, false));
    }

    [Fact]
    public void A_figure_that_is_not_known_meets_nothing() => Judge(Criterion(), new() { [Figure.SalesYen] = null }, CheckResult.Open).Result.ShouldBe(CheckResult.Open);

    [Fact]
    public void A_criterion_of_a_room_type_and_a_firm_type_applies_to_these_alone()
    {
        var shared = Criterion(RoomType.SharedOffice, FirmType.NewIndustryStartUp);
        GraduationRule.Applies(shared, FirmType.NewIndustryStartUp, [RoomType.Office, RoomType.SharedOffice]).ShouldBeTrue();
        GraduationRule.Applies(shared, FirmType.NewIndustryStartUp, [RoomType.Office]).ShouldBeFalse();
        GraduationRule.Applies(shared, FirmType.PartsProcessor, [RoomType.SharedOffice]).ShouldBeFalse();
        GraduationRule.Applies(Criterion(), FirmType.PartsProcessor, []).ShouldBeTrue();
        shared.Retire(DateTimeOffset.UnixEpoch);
        GraduationRule.Applies(shared, FirmType.NewIndustryStartUp, [RoomType.SharedOffice]).ShouldBeFalse();
    }

    private static GraduationRule.Standing Judge(GraduationCriterion criterion, Dictionary<Figure, long?> figures, CheckResult said) =>
        GraduationRule.Judge([criterion], figures, new Dictionary<Guid, CheckResult> { [criterion.Id] = said }).Single();

    private static GraduationCriterion Criterion(RoomType? room = null, FirmType? firm = null) => new()
    {
        FacilityId = Guid.Empty, RoomType = room, FirmType = firm, TextEn = "Sales or people", TextJa = "売上または人数", Figure = Figure.SalesYen, AtLeast = 70_000_000, OrFigure = Figure.PeopleFullTime,
        OrAtLeast = 6,
    };
}
