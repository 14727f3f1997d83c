using System.Globalization;
using Bunit;
using IncubatorHub.Devices;
using IncubatorHub.Incubation.Admissions;
using IncubatorHub.Incubation.Admissions.Pages;
using IncubatorHub.Laboratory;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Platform.Ui;
using IncubatorHub.Registry;
using IncubatorHub.Registry.People;
using IncubatorHub.TestKit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Incubation.Tests.Admissions;

/// <summary>The console's pages, pressed as managers and reviewers press them.</summary>
public sealed class AdmissionPagesTests(AdmissionHubs hubs) : BunitContext, IClassFixture<AdmissionHubs>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_board_counts_by_state_and_links_to_each()
    {
        await using var here = await World();
        var (one, _) = (await here.Submitted("Kaede"), await here.Screened("Momiji"));
        Sit(here, here.ManagerAccount);
        var page = Render<BoardPage>();
        page.WaitForAssertion(() => page.FindAll(".pipeline-column").Count.ShouldBe(8), Deadline);
        page.FindAll(".pipeline-column").Select(column => column.QuerySelector(".tag")!.TextContent).ShouldBe(["1", "1", "0", "0", "0", "0", "0", "0"]);
        page.Find($"a[href='/admissions/applications/{one.Id}']").TextContent.ShouldStartWith("Kaede");
    }

    [Fact]
    public async Task A_manager_takes_into_screening_assigns_and_decides_with_the_letter_before_the_eyes()
    {
        await using var here = await World();
        var who = await here.Submitted();
        Sit(here, here.ManagerAccount);
        var page = Render<ApplicationPage>(parameters => parameters.Add(one => one.Id, who.Id));
        await Press(page, "Start screening");
        page.WaitForAssertion(() => page.FindAll("button").ShouldNotContain(button => button.TextContent.Contains("Start screening", StringComparison.Ordinal)), Deadline);
        await page.Find("select[aria-label='Reviewer']").ChangeAsync(new ChangeEventArgs { Value = here.Mentor.Id.ToString() });
        await Press(page, "Assign");
        page.WaitForAssertion(() => page.Find(".reviews").TextContent.ShouldContain(here.Mentor.DisplayName), Deadline);
        await Press(page, "Decide");
        page.WaitForAssertion(() => page.Find(".letter").TextContent.ShouldContain("accepted"), Deadline);
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => page.Find("dialog .field-error").TextContent.ShouldNotBeEmpty(), Deadline);
        await page.FindAll("dialog textarea")[0].ChangeAsync(new ChangeEventArgs { Value = "Strong team" });
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => page.FindAll("dialog").ShouldBeEmpty(), Deadline);
        (await here.StateOf(who)).ShouldBe("accepted");
    }

    [Fact]
    public async Task A_reviewer_says_first_whether_there_is_a_conflict_then_scores_and_only_then_sees_others()
    {
        await using var here = await World();
        var who = await here.Screened();
        var review = await here.Manager.Post($"/applications/{who.Id}/reviewers", new { accountId = here.Mentor.Id });
        Sit(here, here.Mentor);
        var page = Render<ReviewPage>(parameters => parameters.Add(one => one.Id, review.Id));
        page.WaitForAssertion(() => page.Markup.ShouldContain("Have you a conflict of interest?"), Deadline);
        page.Markup.ShouldNotContain("A lens that sees heat");
        await Press(page, "No, none");
        page.WaitForAssertion(() => page.Markup.ShouldContain("A lens that sees heat"), Deadline);
        page.Markup.ShouldContain("once you have given your own scores");
        for (var n = 0; n < 4; n++)
            await page.FindAll(".criterion")[n].QuerySelectorAll("button")[2].ClickAsync();
        page.Find(".criterion ~ .score").TextContent.ShouldContain("50");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => page.Find(".reviews").TextContent.ShouldContain("50"), Deadline);
        (await here.Hub.WithRows(db => db.ApplicationReviews.Where(one => one.Id == review.Id).Select(one => one.Total).SingleAsync(Cancel), Cancel)).ShouldBe(50);
    }

    [Fact]
    public async Task A_call_is_built_on_its_page_and_a_published_form_goes_on_as_the_next_version()
    {
        await using var here = await World();
        Sit(here, here.ManagerAccount);
        var page = Render<CallPage>(parameters => parameters.Add(one => one.Id, here.Call.Id));
        page.WaitForAssertion(() => page.FindAll(".sheet-questions li").Count.ShouldBe(8), Deadline);
        await page.Find("button[aria-label^='Remove 直近年度']").ClickAsync();
        page.FindAll(".sheet-questions li").Count.ShouldBe(7);
        await page.FindAll("section").Single(section => section.TextContent.StartsWith("Form", StringComparison.Ordinal) || section.QuerySelector("h2")!.TextContent.StartsWith("Form", StringComparison.Ordinal))
            .QuerySelectorAll("button").Single(button => button.TextContent.EndsWith("Save", StringComparison.Ordinal)).ClickAsync();
        page.WaitForAssertion(() => page.Markup.ShouldContain("version 2"), Deadline);
        (await here.Manager.Get($"/calls/{here.Call.Id}/form?number=1"))["content"]!["sections"]![0]!["questions"]!.AsArray().Count.ShouldBe(4);
    }

    [Fact]
    public async Task Who_runs_another_house_is_told_nothing()
    {
        await using var here = await World();
        var who = await here.Submitted("Nakamura Optik");
        Sit(here, await here.Hub.Given.Person(Grant.AtFacility(Role.IncubationManager, (await here.Hub.Given.Facility()).Id)));
        var page = Render<ApplicationPage>(parameters => parameters.Add(one => one.Id, who.Id));
        page.WaitForElement("[role=alert]", Deadline);
        page.Markup.ShouldNotContain("Nakamura Optik");
    }

    private async Task<AdmissionWorld> World()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        return await AdmissionWorld.In(hubs, DatabaseProvider.Sqlite);
    }

    private static async Task Press<TPage>(IRenderedComponent<TPage> page, string text)
        where TPage : IComponent
    {
        page.WaitForAssertion(() => page.FindAll("button").ShouldContain(button => button.TextContent.Trim().EndsWith(text, StringComparison.Ordinal) && !button.HasAttribute("disabled")), Deadline);
        await page.FindAll("button").First(button => button.TextContent.Trim().EndsWith(text, StringComparison.Ordinal)).ClickAsync();
    }

    private void Sit(AdmissionWorld here, Account person)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddConsoleShell().AddRegistryConsole().AddDevicesConsole().AddLaboratoryConsole().AddIncubationConsole()
            .AddSingleton(here.Hub.Services.GetRequiredService<TimeProvider>()).AddSingleton(here.Hub.Given.AtScreen(person));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }
}
