using System.Globalization;
using Bunit;
using IncubatorHub.Devices;
using IncubatorHub.Laboratory;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Platform.Ui;
using IncubatorHub.Registry;
using IncubatorHub.Registry.Facilities.Pages;
using IncubatorHub.TestKit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Hub.Tests.Console;

/// <summary>The tabs of a facility's page, in groups.</summary>
public sealed class FacilityTabsTests(HubFixture fixture) : BunitContext, IClassFixture<HubFixture>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("en", "Facility, Equipment, Booking, Use, Doors, Devices")]
    [InlineData("ja", "施設, 機器, 予約, 利用, 入退室, デバイス")]
    public async Task A_manager_finds_every_tab_by_its_group(string language, string groups)
    {
        var page = await Open(Role.IncubationManager, "overview", language);
        Texts(page, ".tab-groups a").ShouldBe(groups);
        var all = new List<string>();
        foreach (var first in page.FindAll(".tab-groups a").Select(link => link.GetAttribute("href")!.Split("tab=")[1]).ToList())
        {
            Services.GetRequiredService<NavigationManager>().NavigateTo($"?tab={first}");
            page.Render(parameters => parameters.Add(one => one.Code, Code));
            page.WaitForAssertion(() => page.Find(".tabs [aria-current='page']").GetAttribute("href")!.ShouldEndWith($"tab={first}"), Deadline);
            page.FindAll(".tabs a").Count.ShouldBeLessThanOrEqualTo(6, "a phone shows them without a search");
            all.AddRange(page.FindAll(".tabs a").Select(link => link.GetAttribute("href")!.Split("tab=")[1]));
        }

        var parts = Services.GetServices<PagePart>().Where(part => part.Place == PagePlaces.Facility).Select(part => part.Key).Append("overview");
        all.ShouldBe(parts, ignoreOrder: true);
    }

    [Fact]
    public async Task The_tab_of_an_address_stands_in_its_group_which_is_marked_as_the_present_one()
    {
        var page = await Open(Role.IncubationManager, "waiting", "en");
        page.FindAll(".tab-groups [aria-current]").ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            link => link.TextContent.ShouldBe("Booking"), link => link.GetAttribute("aria-current").ShouldBe("true", "the page itself is a tab of it"));
        page.FindAll(".tabs [aria-current='page']").ShouldHaveSingleItem().TextContent.ShouldBe("Waiting list");
        page.Find("nav.tabs").GetAttribute("aria-label").ShouldBe("Booking");
    }

    [Fact]
    public async Task A_group_of_which_the_caller_sees_one_tab_bears_its_name()
    {
        var page = await Open(Role.TenantMember, "live", "en");
        Texts(page, ".tab-groups a").ShouldBe("Facility, Equipment, Booking, Live values");
        page.FindAll(".tab-groups [aria-current='page']").ShouldHaveSingleItem().TextContent.ShouldBe("Live values");
        page.FindAll("nav.tabs").ShouldBeEmpty("there is nothing to choose");
    }

    private string Code { get; set; } = "";

    private static string Texts(IRenderedComponent<FacilityPage> page, string selector)
    {
        page.WaitForElement(selector, Deadline);
        return string.Join(", ", page.FindAll(selector).Select(link => link.TextContent));
    }

    private async Task<IRenderedComponent<FacilityPage>> Open(Role role, string tab, string language)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var hub = await fixture.On(DatabaseProvider.Sqlite);
        var facility = await hub.Given.Facility();
        var person = await hub.Given.Person(role is Role.IncubationManager
            ? Grant.AtFacility(role, facility.Id)
            : Grant.InCompany(role, (await hub.Given.Company(facility)).Id));
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddConsoleShell().AddRegistryConsole().AddDevicesConsole().AddLaboratoryConsole()
            .AddSingleton(hub.Services.GetRequiredService<TimeProvider>()).AddSingleton(hub.Given.AtScreen(person));
        foreach (var part in Services.Where(one => one.ImplementationInstance is PagePart).ToList())
        {
            Services.Remove(part);
            // What a tab holds is its own tests' matter.
            Services.AddSingleton((PagePart)part.ImplementationInstance! with { Component = typeof(Empty) });
        }

        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        Code = facility.Code;
        Services.GetRequiredService<NavigationManager>().NavigateTo($"?tab={tab}");
        return Render<FacilityPage>(parameters => parameters.Add(one => one.Code, Code));
    }

    private sealed class Empty : ComponentBase
    {
        [Parameter] public Guid FacilityId { get; set; }

        [Parameter] public string Zone { get; set; } = "";
    }
}
