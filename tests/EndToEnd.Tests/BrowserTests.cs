using IncubatorHub.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncubatorHub.EndToEnd.Tests;

/// <summary>The console in a real browser, as a manager uses it.</summary>
public sealed class BrowserTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_person_signs_in_finds_a_facility_by_name_and_follows_a_device_live()
    {
        var page = await console.OpenAnonymous("/devices");
        await page.Reaches("/account/sign-in");
        await page.SignIn(console.Hub.Seed.Email, HubSeed.Password);
        await page.Reaches("/devices");

        var suggestion = page.Locator("#facility-suggestions [role=option]");
        // What is typed before the page has come to life is not heard, as with any page of its kind.
        await Until.Holds(async () =>
        {
            await page.Locator(".top-search input").FillAsync("");
            await page.Locator(".top-search input").PressSequentiallyAsync("Trial Lab");
            await Until.Pause(TimeSpan.FromSeconds(1), Until.Cancel);
            return await suggestion.CountAsync() > 0;
        }, Patience, "a suggestion for the typed name");
        await Expect(suggestion.First).ToContainTextAsync("Kobe Trial Laboratories");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await page.Reaches("/facilities/kobe-test");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Kobe Trial Laboratories");

        await page.Locator(".tab-groups").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Doors" }).ClickAsync();
        await page.Locator("main a[href*='tab=door-events']").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("entrance");
        await page.Locator("main a[href*='tab=live']").ClickAsync();
        await page.Locator("main").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "freezer-1" }).First.ClickAsync();
        await page.Reaches($"/devices/{console.DeviceId}");
        await Expect(page.Locator(".charts canvas").First).ToBeVisibleAsync();

        await Until.Holds(async () =>
        {
            (await console.Gateway.Publish("t", """{"d":"freezer-1","m":{"temp":-71.25}}""", Patience)).ShouldBe(0);
            return await page.Locator("dl.values").GetByText("-71.25").Or(page.Locator("dl.values").GetByText("−71.25")).CountAsync() > 0;
        }, Patience, "the new reading on the device's page");
    }

    [Fact]
    public async Task Language_and_theme_are_switched_and_stay()
    {
        var page = await console.Open("/facilities");
        var root = page.Locator("html");
        await Expect(root).ToHaveAttributeAsync("lang", "en");
        await page.Locator("button[lang=ja]").First.ClickAsync();
        await Expect(root).ToHaveAttributeAsync("lang", "ja");
        await page.IsLive();
        await Expect(page.Locator("main")).ToContainTextAsync("神戸試験ラボ");
        await page.Locator("button.to-dark").First.ClickAsync();
        await Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        await page.ReloadAsync();
        await Expect(root).ToHaveAttributeAsync("lang", "ja");
        await Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        await page.Locator("button[lang=en]").First.ClickAsync();
        await Expect(root).ToHaveAttributeAsync("lang", "en");
        await page.Reaches("/facilities");
    }

    [Fact]
    public async Task On_a_phone_no_page_scrolls_sideways()
    {
        var findings = new List<string>();
        foreach (var path in await Pages())
        {
            var page = await console.Open(path, width: 390, height: 844);
            if (await page.WiderThanThePage() is { Length: > 0 } wide) findings.Add($"{path}: {wide}");
            await page.Context.CloseAsync();
        }

        string.Join('\n', findings).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task No_page_has_a_serious_accessibility_finding(string theme)
    {
        var findings = new List<string>();
        foreach (var path in await Pages())
        {
            var page = await console.Open(path);
            if (theme == "dark")
            {
                await page.Locator("button.to-dark").First.ClickAsync();
                await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
                await page.IsLive();
            }

            findings.Add(await page.AccessibilityFindings($"{path} {theme}"));
            await page.Context.CloseAsync();
        }

        var signIn = await console.OpenAnonymous("/account/sign-in");
        findings.Add(await signIn.AccessibilityFindings("/account/sign-in"));
        string.Join('\n', findings.Where(one => one.Length > 0)).ShouldBeEmpty();
    }

    private async Task<string[]> Pages()
    {
        await console.Ready();
        return
        [
        "/", "/facilities", $"/facilities/{console.Hub.Seed.FacilityCode}", "/gateways", $"/gateways/{console.Hub.Seed.Gateways[0].Id}", "/gateways/enrol",
        "/devices", $"/devices/{console.DeviceId}", "/quarantine",
        ];
    }
}
