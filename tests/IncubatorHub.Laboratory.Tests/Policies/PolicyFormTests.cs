using IncubatorHub.Laboratory.Bookings.Pages;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Tests.Bookings.Rules;

namespace IncubatorHub.Laboratory.Tests.Policies;

public sealed class PolicyFormTests
{
    private static readonly string[] Lists = ["OpenHours", "OffPeak", "DailyLimits", "RollingLimits", "OpenLimits", "OverridableRules"];

    [Fact]
    public void The_editor_shows_every_value() =>
        PolicyForm.Sections.SelectMany(section => section.Values).Concat(Lists).Order().ShouldBe(typeof(PolicyRules).GetProperties().Select(one => one.Name).Order());

    [Fact]
    public void What_is_shown_is_what_is_saved()
    {
        var rules = new PolicyRules
        {
            HorizonDays = 14, NoShowScoreLimit = 2.5, NoShowHalfLifeDays = 30, NoShowEffect = NoShowEffect.ShorterHorizon, NoShowHorizonDays = 3, ApprovalAlways = false,
            OpenHours = [Scene.Weekdays("08:00", "20:00")], OffPeak = [Scene.Daily("22:00", "06:00")], OverridableRules = ["booking.horizon"],
            DailyLimits = [new() { Holder = LimitHolder.Company, Scope = LimitScope.Class, Count = 2 }],
            RollingLimits = [new() { Holder = LimitHolder.Person, Scope = LimitScope.Any, Window = RollingWindow.Year, Minutes = 9, CountsCompleted = false }],
        };
        PolicyVersion.Write(PolicyForm.Of(rules).ToRules()).ShouldBe(PolicyVersion.Write(rules));
        PolicyVersion.Write(PolicyForm.Of(new()).ToRules()).ShouldBe("{}");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    public void Every_rule_that_may_be_overridden_has_a_name(string language)
    {
        var texts = new System.Resources.ResourceManager(typeof(PolicyTexts));
        Overridable.All.Where(code => string.IsNullOrEmpty(texts.GetResourceSet(System.Globalization.CultureInfo.GetCultureInfo(language), true, language == "en")?.GetString($"Rule.{code}")))
            .ShouldBeEmpty();
    }

    [Fact]
    public void All_rules_that_may_be_overridden_can_be_stated_at_once()
    {
        Platform.UseCases.RequestValidation.Validate(new PolicyRules { OverridableRules = Overridable.All }).ShouldBeNull();
        Platform.UseCases.RequestValidation.Validate(new PolicyRules { OverridableRules = [.. Overridable.All, "booking.grid"] })!.Errors!.Keys.ShouldBe(["overridableRules"]);
    }

    [Fact]
    public void A_text_that_is_no_number_is_one_that_no_rule_allows()
    {
        var form = PolicyForm.Of(new());
        form["HorizonDays"] = "many";
        Platform.UseCases.RequestValidation.Validate(form.ToRules())!.Errors!.Keys.ShouldBe(["horizonDays"]);
    }
}
