using System.Globalization;
using Bunit;
using IncubatorHub.Incubation.Health.Pages;
using IncubatorHub.Incubation.Progress.Graduation;
using IncubatorHub.Incubation.Progress.Milestones;
using IncubatorHub.Incubation.Progress.Pages;
using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Platform.Ui;
using IncubatorHub.Registry;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Incubation.Tests.Progress;

/// <summary>Reports, milestones and exits, pressed as a tenant and a manager press them.</summary>
public sealed class ProgressPagesTests : BunitContext
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_fills_in_a_report_is_told_what_is_missing_and_submits_it()
    {
        await using var here = await Given();
        var report = (await here.Reports(ReportKind.Quarterly)).Single();
        Sit(here, here.Ann);
        var page = Render<ReportPage>(parameters => parameters.Add(one => one.Id, report.Id));
        await page.WaitForElement("form", Deadline).SubmitAsync();
        page.WaitForAssertion(() => page.FindAll(".field-error").Count.ShouldBe(4), Deadline);
        Type(page, "Sales in the period", "１,200,000");
        Type(page, "People, full time", "4");
        Type(page, "People, part time", "0");
        Type(page, "Head office", "Kobe");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => page.Markup.ShouldContain("What was submitted"), Deadline);
        page.FindAll("form").ShouldBeEmpty();
        var sales = await here.Hub.WithRows(db => db.Set<ReportFigure>().Where(one => one.Figure == Figure.SalesYen).Select(one => one.Value).SingleAsync(Cancel), Cancel);
        sales.ShouldBe(1_200_000);
    }

    [Fact]
    public async Task The_next_report_has_the_last_answers_and_says_what_differs()
    {
        await using var here = await Given();
        var first = (await here.Reports(ReportKind.Quarterly)).Single();
        await here.AsAnnSubmits(first.Id);
        here.Go(2027, 1, 2);
        await here.Open();
        Sit(here, here.Ann);
        var page = Render<ReportPage>(parameters => parameters.Add(one => one.Id, here.Reports(ReportKind.Quarterly).GetAwaiter().GetResult()[^1].Id));
        page.WaitForAssertion(() => page.Markup.ShouldContain("Last time: 12,000,000"), Deadline);
        Field(page, "Sales in the period").GetAttribute("value").ShouldBe("12000000");
        Type(page, "Sales in the period", "120000000");
        page.WaitForAssertion(() => page.Markup.ShouldContain("Last time: 12,000,000 (+108,000,000) – please look again"), Deadline);
    }

    [Fact]
    public async Task A_manager_sees_what_is_late_and_sends_a_report_back()
    {
        await using var here = await Given();
        var report = (await here.Reports(ReportKind.Quarterly)).Single();
        await here.AsAnnSubmits(report.Id);
        here.Go(2026, 12, 24);
        Sit(here, here.Boss);
        var inbox = Render<ReportsPage>();
        await inbox.WaitForElement(".segments button:nth-child(2)", Deadline).ClickAsync();
        inbox.WaitForAssertion(() => inbox.Find(".card").TextContent.ShouldContain("On moving in"), Deadline);
        var page = Render<ReportPage>(parameters => parameters.Add(one => one.Id, report.Id));
        page.WaitForAssertion(() => Button(page, "Send back").ShouldNotBeNull(), Deadline);
        await Button(page, "Send back")!.ClickAsync();
        await page.WaitForElement("dialog textarea", Deadline).ChangeAsync(new ChangeEventArgs { Value = "Of the whole quarter" });
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => page.FindAll("dialog").ShouldBeEmpty(), Deadline);
        (await here.Reports(ReportKind.Quarterly)).Single().State.ShouldBe(ReportState.SentBack);
    }

    [Fact]
    public async Task Whom_to_help_is_shown_with_the_reasons_and_a_milestone_is_agreed_on_the_companys_page()
    {
        await using var here = await Given();
        await here.Hub.WithRows(db => Task.FromResult(db.Add(new Milestone
        {
            CompanyId = here.Firm.Id, FacilityId = here.House.Id, Title = "First order", DueOn = new DateOnly(2027, 1, 31), ProposedBy = MilestoneSide.Company,
        })), Cancel);
        here.Go(2026, 12, 24);
        Sit(here, here.Boss);
        var list = Render<HealthPage>();
        list.WaitForAssertion(() => list.Find(".reasons").TextContent.ShouldContain("2 report(s) late, the oldest by 22 days"), Deadline);
        var page = Render<CompanyProgressPage>(parameters => parameters.Add(one => one.CompanyId, here.Firm.Id));
        page.WaitForAssertion(() => Button(page, "Agree").ShouldNotBeNull(), Deadline);
        await Button(page, "Agree")!.ClickAsync();
        page.WaitForAssertion(() => Button(page, "Agree").ShouldBeNull(), Deadline);
        (await here.Hub.WithRows(db => db.Set<Milestone>().Select(one => one.State).SingleAsync(Cancel), Cancel)).ShouldBe(MilestoneState.Agreed);
    }

    [Fact]
    public async Task An_exit_is_recorded_once_it_was_said_how()
    {
        await using var here = await Given();
        Sit(here, here.Boss);
        var page = Render<GraduationPanel>(parameters => parameters.Add(one => one.CompanyId, here.Firm.Id).Add(one => one.FacilityId, here.House.Id)
            .Add(one => one.Today, new DateOnly(2026, 11, 25)).Add(one => one.IsIn, true));
        page.WaitForAssertion(() => Button(page, "Record an exit").ShouldNotBeNull(), Deadline);
        await Button(page, "Record an exit")!.ClickAsync();
        await page.WaitForElement("dialog form", Deadline).SubmitAsync();
        page.WaitForElement(".field-error", Deadline).TextContent.ShouldBe("Needed");
        await page.Find("dialog select").ChangeAsync(new ChangeEventArgs { Value = nameof(ExitKind.Withdrawn) });
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => page.FindAll("dialog").ShouldBeEmpty(), Deadline);
        (await here.Hub.WithRows(db => db.Set<CompanyExit>().Select(one => one.Kind).SingleAsync(Cancel), Cancel)).ShouldBe(ExitKind.Withdrawn);
    }

    [Fact]
    public async Task A_company_that_left_answers_by_the_form_behind_the_link_and_a_forged_one_shows_nothing()
    {
        await using var here = await ProgressWorld.In(DatabaseProvider.Sqlite);
        await here.Left(new DateOnly(2026, 3, 31), contact: "founder@example.jp");
        here.Go(2027, 4, 1);
        await here.Open();
        var report = (await here.Reports(ReportKind.Alumni)).Single();
        var client = here.Hub.Anonymous();
        var path = $"/reports/answer/{here.Hub.Services.GetRequiredService<ReportLinks>().Make(report)}";
        ((int)(await client.GetAsync("/reports/answer/nonsense", Cancel)).StatusCode).ShouldBe(410);
        // A form without its antiforgery token does nothing.
        var bare = new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = "Founder", ["status"] = "Closed" });
        ((int)(await client.PostAsync(path, bare, Cancel)).StatusCode).ShouldBe(400);
        using var browser = new SignInForm(here.Hub);
        (await browser.Post(path, Cancel, ("name", "Founder"), ("status", "Trading"), ("PeopleFullTime", "a dozen")))!.ShouldEndWith("said=report.incomplete");
        (await browser.Post(path, Cancel, ("name", "Founder"), ("status", "Merged"), ("successor", "Kobe Works"), ("PeopleFullTime", "１２"), ("PeoplePartTime", "0"), ("SalesYen", "90,000,000")))!
            .ShouldEndWith("said=submitted");
        var version = await here.Hub.WithRows(db => db.Set<ReportVersion>().SingleAsync(Cancel), Cancel);
        (version.ByName, version.Status, version.Successor, version.ById).ShouldBe(("Founder", BusinessStatus.Merged, "Kobe Works", null));
        ((int)(await client.GetAsync(path, Cancel)).StatusCode).ShouldBe(410);
    }

    private static async Task<ProgressWorld> Given()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var here = await ProgressWorld.In(DatabaseProvider.Sqlite);
        await here.Open();
        return here;
    }

    private void Sit(ProgressWorld here, Account person)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddConsoleShell().AddRegistryConsole().AddIncubationConsole().AddSingleton<TimeProvider>(here.Time).AddSingleton(here.Hub.Given.AtScreen(person));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private static AngleSharp.Dom.IElement Field(IRenderedComponent<ReportPage> page, string label)
    {
        var found = page.FindAll("label").First(one => one.TextContent.StartsWith(label, StringComparison.Ordinal));
        return page.Find($"#{found.GetAttribute("for")}");
    }

    private static void Type(IRenderedComponent<ReportPage> page, string label, string text) => Field(page, label).Change(text);

    private static AngleSharp.Dom.IElement? Button<T>(IRenderedComponent<T> page, string text)
        where T : IComponent => page.FindAll("button").FirstOrDefault(one => one.TextContent.EndsWith(text, StringComparison.Ordinal));
}
