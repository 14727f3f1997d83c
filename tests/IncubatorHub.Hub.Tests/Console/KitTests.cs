using System.Globalization;
using Bunit;
using IncubatorHub.Platform.Ui;
using IncubatorHub.Platform.Ui.Kit;
using IncubatorHub.Platform.UseCases;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Hub.Tests.Console;

public sealed class KitTests : BunitContext
{
    public KitTests()
    {
        Services.AddConsoleShell();
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
    }

    [Fact]
    public void A_state_says_what_it_is_in_words_and_a_shape_not_by_colour_alone()
    {
        var badge = Render<StateBadge>(parameters => parameters.Add(one => one.Text, "Offline").Add(one => one.Tone, BadgeTone.Bad));
        badge.Find(".badge").TextContent.ShouldContain("Offline");
        badge.Find(".symbol").GetAttribute("aria-hidden").ShouldBe("true");
    }

    [Fact]
    public void An_error_of_a_nested_field_stands_at_its_input()
    {
        var errors = new Dictionary<string, string[]> { ["fields.nameEn"] = ["Too short."] };
        var field = Render(Field("nameEn", errors));
        var input = field.Find("input");
        input.GetAttribute("aria-invalid").ShouldBe("true");
        field.Find($"#{input.GetAttribute("aria-describedby")}").TextContent.ShouldBe("Too short.");
        field.Find("label").GetAttribute("for").ShouldBe(input.Id);
    }

    [Fact]
    public void An_error_of_another_field_does_not()
    {
        var errors = new Dictionary<string, string[]> { ["fields.nameJa"] = ["Too short."] };
        Render(Field("nameEn", errors)).Find("input").GetAttribute("aria-invalid").ShouldBe("false");
    }

    [Theory]
    [InlineData("en", "The row", "Somebody else")]
    [InlineData("ja", "The row", "ほかの人")]
    public void A_refusal_is_told_in_the_readers_language(string culture, string notShown, string shown)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        var notice = Render<ProblemNotice>(parameters => parameters.Add(one => one.Problem, CommonProblems.VersionStale));
        notice.Markup.ShouldContain(shown);
        notice.Markup.ShouldNotContain(notShown);
        notice.Markup.ShouldContain("version.stale");
    }

    [Fact]
    public void A_refusal_without_a_text_is_told_in_the_words_of_the_api() =>
        Render<ProblemNotice>(parameters => parameters.Add(one => one.Problem, new Problem("made.up", 409, "Out of the blue."))).Markup.ShouldContain("Out of the blue.");

    [Theory]
    [InlineData("en", "25 Nov 2026 09:30")]
    [InlineData("ja", "2026/11/25 09:30")]
    public void A_time_is_shown_in_the_zone_of_the_facility(string culture, string shown)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        LocalTime.Format(new DateTimeOffset(2026, 11, 25, 0, 30, 0, TimeSpan.Zero), "Asia/Tokyo", LocalTimeStyle.Minute).ShouldBe(shown);
    }

    [Fact]
    public void A_value_that_is_not_known_is_a_dash() =>
        Render<NumberText>(parameters => parameters.Add(one => one.Value, null)).Find(".number").TextContent.ShouldBe("–");

    [Fact]
    public void A_unit_is_written_as_people_write_it() =>
        Render<NumberText>(parameters => parameters.Add(one => one.Value, -79.4).Add(one => one.Decimals, 1).Add(one => one.Unit, "Cel")).Markup.ShouldContain("°C");

    [Theory]
    [InlineData("/facilities?q=a", "/facilities?q=a")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData(null, "/")]
    public void A_switch_leads_back_only_to_a_page_of_our_own(string? asked, string given) => ConsolePreferences.LocalPath(asked).ShouldBe(given);

    private static RenderFragment Field(string name, IReadOnlyDictionary<string, string[]> errors) => builder =>
    {
        builder.OpenComponent<CascadingValue<IReadOnlyDictionary<string, string[]>>>(0);
        builder.AddAttribute(1, "Name", "FieldErrors");
        builder.AddAttribute(2, "Value", errors);
        builder.AddAttribute(3, "ChildContent", (RenderFragment)(inner => Input(inner, name)));
        builder.CloseComponent();
    };

    private static void Input(RenderTreeBuilder builder, string name)
    {
        builder.OpenComponent<TextField>(0);
        builder.AddAttribute(1, nameof(TextField.Label), "Name");
        builder.AddAttribute(2, nameof(TextField.Name), name);
        builder.CloseComponent();
    }
}
