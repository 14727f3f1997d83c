using System.Net;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;

namespace IncubatorHub.Hub.Tests.Console;

public sealed class ConsolePagesTests(HubFixture fixture) : IClassFixture<HubFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_not_signed_in_is_led_to_the_sign_in_page_and_back()
    {
        var hub = await fixture.On(DatabaseProvider.Sqlite);
        var answer = await hub.Anonymous().GetAsync("/facilities?q=x", Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldContain("/account/sign-in?returnUrl=%2Ffacilities%3Fq%3Dx");
    }

    [Fact]
    public async Task The_sign_in_page_is_plain_html_with_a_protected_form()
    {
        var hub = await fixture.On(DatabaseProvider.Sqlite);
        var html = await hub.Anonymous().GetStringAsync("/account/sign-in", Cancel);
        html.ShouldContain("__RequestVerificationToken");
        html.ShouldContain("action=\"/account/sign-in\"");
        html.ShouldNotContain("<!--Blazor:{\"type\":\"server\"");
    }

    [Fact]
    public async Task No_page_holds_a_script_or_handler_of_its_own()
    {
        var hub = await fixture.On(DatabaseProvider.Sqlite);
        var html = await hub.Anonymous().GetStringAsync("/account/sign-in", Cancel);
        html.ShouldNotContain("<script>");
        html.ShouldNotContain(" onclick=");
    }

    [Theory]
    [InlineData("en", "lang=\"en\"", "Sign in")]
    [InlineData("ja", "lang=\"ja\"", "サインイン")]
    public async Task The_reader_chooses_the_language(string culture, string language, string text)
    {
        var hub = await fixture.On(DatabaseProvider.Sqlite);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/sign-in");
        request.Headers.Add("Cookie", $".AspNetCore.Culture=c%3D{culture}%7Cuic%3D{culture}");
        var html = WebUtility.HtmlDecode(await (await hub.Anonymous().SendAsync(request, Cancel)).Content.ReadAsStringAsync(Cancel));
        html.ShouldContain(language);
        html.ShouldContain(text);
    }

    [Fact]
    public async Task The_navigation_shows_only_what_the_caller_may_read()
    {
        var hub = await fixture.On(DatabaseProvider.Sqlite);
        var officer = hub.Given.SignedIn(await hub.Given.Person(Grant.Everywhere(Role.ProgrammeOfficer)));
        var mentor = hub.Given.SignedIn(await hub.Given.Person(Grant.Everywhere(Role.Mentor)));
        (await officer.GetStringAsync("/facilities", Cancel)).ShouldContain("href=\"/gateways\"");
        var seen = await mentor.GetStringAsync("/facilities", Cancel);
        seen.ShouldContain("href=\"/facilities\"");
        seen.ShouldNotContain("href=\"/gateways\"");
    }
}
