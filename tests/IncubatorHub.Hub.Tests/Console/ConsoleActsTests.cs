using System.Globalization;
using Bunit;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Platform.Ui;
using IncubatorHub.Registry;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.People.Pages;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.Registry.Tenancies.Pages;
using IncubatorHub.TestKit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Hub.Tests.Console;

/// <summary>Pages over a real hub, pressed as a person presses them.</summary>
public sealed class ConsoleActsTests(HubFixture fixture) : BunitContext, IClassFixture<HubFixture>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_managers_assignment_is_entered_and_shown_with_the_persons_name()
    {
        var hub = await Open();
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, facility.Id));
        Sit(hub, await hub.Given.Person(Grant.Everywhere(Role.ProgrammeOfficer)));
        var page = Render<FacilityManagers>(parameters => parameters.Add(one => one.FacilityId, facility.Id));
        await page.WaitForElement(".filters button", Deadline).ClickAsync();
        page.WaitForElement($"option[value='{manager.Id}']", Deadline);
        await page.Find("form").SubmitAsync();
        page.WaitForElement(".field-error", Deadline).TextContent.ShouldBe("Choose a person.");
        await page.Find("select").ChangeAsync(new ChangeEventArgs { Value = manager.Id.ToString() });
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => page.Markup.ShouldContain($"href=\"/people/{manager.Id}\""), Deadline);
    }

    [Fact]
    public async Task A_role_is_taken_only_after_it_was_confirmed()
    {
        var hub = await Open();
        var facility = await hub.Given.Facility();
        var person = await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, facility.Id));
        Sit(hub, await hub.Given.Person(Grant.Everywhere(Role.ProgrammeOfficer)));
        var page = Render<PersonPage>(parameters => parameters.Add(one => one.Id, person.Id));
        await page.WaitForElement("table button", Deadline).ClickAsync();
        (await GrantsOf(hub, person)).ShouldBe(1);
        await page.WaitForElement(".button-danger", Deadline).ClickAsync();
        page.WaitForAssertion(() => page.Markup.ShouldContain("No roles in your sight."), Deadline);
        (await GrantsOf(hub, person)).ShouldBe(0);
    }

    [Fact]
    public async Task A_tenancy_ends_only_once_it_was_said_how()
    {
        var hub = await Open();
        var facility = await hub.Given.Facility();
        var company = await hub.Given.Company(facility);
        Sit(hub, await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, facility.Id)));
        var page = Render<FacilityTenancies>(parameters => parameters.Add(one => one.FacilityId, facility.Id));
        await page.WaitForElement("button[aria-label^='End ']", Deadline).ClickAsync();
        await page.WaitForElement("dialog form", Deadline).SubmitAsync();
        page.WaitForElement(".field-error", Deadline).TextContent.ShouldBe("Choose one.");
        (await ExitOf(hub, company)).ShouldBeNull();
        await page.Find("dialog select").ChangeAsync(new ChangeEventArgs { Value = nameof(ExitKind.Graduated) });
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => page.FindAll("dialog").ShouldBeEmpty(), Deadline);
        (await ExitOf(hub, company)).ShouldBe(ExitKind.Graduated);
    }

    [Fact]
    public async Task A_manager_is_not_offered_to_lock_who_holds_more_than_he_may_give()
    {
        var hub = await Open();
        var facility = await hub.Given.Facility();
        var colleague = await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, facility.Id));
        Sit(hub, await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, facility.Id)));
        var page = Render<PersonPage>(parameters => parameters.Add(one => one.Id, colleague.Id));
        page.WaitForAssertion(() => page.Markup.ShouldContain("Incubation manager"), Deadline);
        page.Markup.ShouldNotContain(">block<");
        page.FindAll("table button").ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_is_offered_a_change_of_his_own_roles()
    {
        var hub = await Open();
        var officer = await hub.Given.Person(Grant.Everywhere(Role.ProgrammeOfficer));
        Sit(hub, officer);
        var page = Render<PersonPage>(parameters => parameters.Add(one => one.Id, officer.Id));
        page.WaitForAssertion(() => page.Markup.ShouldContain("Nobody changes his own roles."), Deadline);
        page.FindAll("button").ShouldBeEmpty();
    }

    [Fact]
    public async Task One_time_codes_are_on_once_a_code_was_right_and_the_recovery_codes_are_shown_this_once()
    {
        var hub = await Open();
        var person = await hub.Given.Person(Grant.Everywhere(Role.Mentor));
        Sit(hub, person);
        var page = Render<AccountPage>();
        await page.WaitForElement("section[aria-labelledby=totp-title] > button", Deadline).ClickAsync();
        var key = page.WaitForElement(".secret code", Deadline).TextContent;
        page.FindAll(".qr svg").ShouldHaveSingleItem();
        var form = page.Find("section[aria-labelledby=totp-title] form");
        await form.QuerySelector("input")!.ChangeAsync(new ChangeEventArgs { Value = "000000x" });
        await form.SubmitAsync();
        page.WaitForAssertion(() => page.Markup.ShouldContain("people.code-wrong"), Deadline);
        await page.Find("section[aria-labelledby=totp-title] input").ChangeAsync(new ChangeEventArgs { Value = OneTimeCodes.Of(key, hub.Services.GetRequiredService<TimeProvider>().GetUtcNow()) });
        await page.Find("section[aria-labelledby=totp-title] form").SubmitAsync();
        page.WaitForAssertion(() => page.Markup.ShouldContain("These recovery codes are shown this once."), Deadline);
        await page.Find("section[aria-labelledby=totp-title] > button").ClickAsync();
        page.WaitForAssertion(() => page.Markup.ShouldContain("On since"), Deadline);
        page.FindAll(".secret").ShouldBeEmpty();
    }

    private async Task<HubFactory> Open()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        return await fixture.On(DatabaseProvider.Sqlite);
    }

    private void Sit(HubFactory hub, Account person)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddConsoleShell().AddRegistryConsole().AddSingleton(hub.Services.GetRequiredService<TimeProvider>()).AddSingleton(hub.Given.AtScreen(person));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private static Task<ExitKind?> ExitOf(HubFactory hub, Company company) =>
        hub.WithRows(db => db.Tenancies.Where(tenancy => tenancy.CompanyId == company.Id).Select(tenancy => tenancy.ExitKind).SingleAsync(Cancel), Cancel);

    private static Task<int> GrantsOf(HubFactory hub, Account person) =>
        hub.WithRows(db => db.RoleGrants.CountAsync(grant => grant.AccountId == person.Id, Cancel), Cancel);
}
