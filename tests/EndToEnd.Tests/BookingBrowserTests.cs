using IncubatorHub.EndToEnd.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncubatorHub.EndToEnd.Tests;

/// <summary>Booking in a real browser: a tenant with a phone, and a mouse on the board.</summary>
public sealed class BookingBrowserTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    [Fact]
    public async Task On_a_phone_a_tenant_books_in_three_taps_and_sees_it_in_the_calendar()
    {
        var page = await console.OpenAnonymous("/book", width: 390, height: 844);
        await page.SignIn(HubSeed.TenantEmail, HubSeed.Password);

        await page.Locator("button.card", new PageLocatorOptions { HasText = "Balance 1" }).ClickAsync();
        await page.Locator("dialog .chip", new PageLocatorOptions { HasText = "Same time tomorrow" }).ClickAsync();
        await Expect(page.Locator(".verdict-good")).ToBeVisibleAsync();
        (await page.AccessibilityFindings("the dialog of a booking")).ShouldBeEmpty();
        await page.Locator("dialog .modal-foot .button:not(.button-quiet)").ClickAsync();
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);

        await page.GotoAsync("/bookings");
        await Expect(page.Locator(".card", new PageLocatorOptions { HasText = "Balance 1" })).ToBeVisibleAsync();
        await page.IsFitForAPhone("/bookings");
        await page.GotoAsync("/bookings/calendar");
        await page.GetByLabel("Later").ClickAsync();
        await Expect(page.Locator("[data-lane]").First.Locator(".board-own")).ToHaveCountAsync(1);
        await page.IsFitForAPhone("/bookings/calendar");
        await page.GotoAsync("/book");
        await page.IsFitForAPhone("/book");
    }

    [Fact]
    public async Task What_is_free_now_is_found_and_booked_on_a_phone_in_three_counted_taps()
    {
        var page = await console.OpenAnonymous("/book", width: 390, height: 844);
        await page.SignIn(HubSeed.TenantEmail, HubSeed.Password);
        // What a finger does, not what a script does.
        await page.EvaluateAsync("() => { window.taps = 0; addEventListener('click', event => { if (event.isTrusted) window.taps++; }, true); }");

        var card = page.Locator("button.card", new PageLocatorOptions { HasText = "Balance 2" });
        await Expect(card.Locator(".badge-good")).ToBeVisibleAsync();
        await card.ClickAsync();
        await page.Locator("dialog .chip", new PageLocatorOptions { HasText = "Now" }).ClickAsync();
        await Expect(page.Locator(".verdict-good")).ToBeVisibleAsync();
        await page.Locator("dialog .modal-foot .button:not(.button-quiet)").ClickAsync();
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        (await page.EvaluateAsync<int>("() => window.taps")).ShouldBe(3);

        await page.GotoAsync("/bookings");
        await Expect(page.Locator(".card", new PageLocatorOptions { HasText = "Balance 2" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_a_phone_a_series_with_staff_is_asked_for_and_its_page_shows_it_until_it_is_given_back()
    {
        var page = await console.OpenAnonymous("/book", width: 390, height: 844);
        await page.SignIn(HubSeed.ColleagueEmail, HubSeed.Password);

        await page.Locator("button.card", new PageLocatorOptions { HasText = "Balance 2" }).ClickAsync();
        await page.Locator("dialog .chip", new PageLocatorOptions { HasText = "Same time tomorrow" }).ClickAsync();
        await page.Locator("dialog").GetByLabel("Ask for staff to be there").CheckAsync();
        await page.Locator("dialog").GetByLabel("Repeat").SelectOptionAsync("Weekly");
        var ask = page.Locator("dialog .modal-foot .button", new PageLocatorOptions { HasText = "Ask for approval, 4 times" });
        await Expect(ask).ToBeEnabledAsync();
        (await page.AccessibilityFindings("the dialog of a series")).ShouldBeEmpty();
        await ask.ClickAsync();

        await page.Reaches("/bookings/series/");
        await Expect(page.Locator("#series-bookings ~ ul li")).ToHaveCountAsync(4);
        await page.IsFitForAPhone("/bookings/series");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Cancel what is to come" }).ClickAsync();
        await page.Locator("dialog button[type=submit]").ClickAsync();
        await Expect(page.Locator("#series-bookings ~ ul .badge-neutral")).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task A_manager_looks_at_who_waits_and_at_unanswered_questions()
    {
        var page = await console.Open($"/facilities/{console.Hub.Seed.FacilityCode}?tab=waiting");
        await Expect(page.GetByText("Nobody waits.")).ToBeVisibleAsync();
        (await page.AccessibilityFindings("the waiting list")).ShouldBeEmpty();
        await page.GotoAsync($"/facilities/{console.Hub.Seed.FacilityCode}?tab=questions");
        await Expect(page.GetByText("No such questions.")).ToBeVisibleAsync();
        (await page.AccessibilityFindings("questions to holders")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_photo_is_drawn_anew_by_the_browser_before_it_is_kept_and_the_finder_shows_it()
    {
        var page = await console.Open($"/facilities/{console.Hub.Seed.FacilityCode}?tab=equipment");
        await page.Locator("main a[href^='/equipment/']", new PageLocatorOptions { HasText = "Balance 2" }).ClickAsync();
        await page.Reaches("/equipment/");
        await page.Locator("main a[href*='tab=documents']").ClickAsync();
        var picture = Convert.FromBase64String(await page.EvaluateAsync<string>("""
            () => { const canvas = document.createElement('canvas'); canvas.width = 2400; canvas.height = 1600; const pen = canvas.getContext('2d');
              pen.fillStyle = 'teal'; pen.fillRect(300, 300, 900, 700); return canvas.toDataURL('image/png').split(',')[1]; }
            """));
        await page.GetByLabel("Kind").SelectOptionAsync("Photo");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "front.png", MimeType = "image/png", Buffer = picture });
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Upload" }).ClickAsync();
        await Expect(page.Locator("main tbody")).ToContainTextAsync("front.jpg");

        await page.GotoAsync("/book");
        var shown = page.Locator("button.card img");
        await Expect(shown).ToHaveCountAsync(1);
        (await shown.EvaluateAsync<int>("async image => { await image.decode(); return image.naturalWidth; }")).ShouldBe(1280);
    }

    [Fact]
    public async Task A_stretch_drawn_with_the_mouse_is_booked_and_dragged_to_another_time()
    {
        var page = await console.OpenAnonymous("/bookings/calendar");
        await page.SignIn(HubSeed.TenantEmail, HubSeed.Password);
        // A day of its own, beyond what the other test books.
        for (var day = 0; day < 3; day++)
        {
            // The address changes first; the board follows when its bookings have come.
            var before = await page.Locator(".board").GetAttributeAsync("data-from");
            await page.GetByLabel("Later").ClickAsync();
            await Expect(page.Locator(".board")).Not.ToHaveAttributeAsync("data-from", before!);
        }

        var lane = page.Locator("[data-lane]").Nth(1);
        await Expect(lane).ToBeVisibleAsync();
        var hour = await lane.EvaluateAsync<float>("lane => lane.getBoundingClientRect().width / 24");
        var left = await lane.EvaluateAsync<float>("lane => lane.getBoundingClientRect().left");
        var middle = await lane.EvaluateAsync<float>("lane => lane.getBoundingClientRect().top + lane.getBoundingClientRect().height / 2");
        await Drag(page, left + (10 * hour) + 2, middle, left + (12 * hour) - 2);
        await Expect(page.Locator("dialog .time-line")).ToContainTextAsync("10:00–12:00");
        await page.Locator("dialog .modal-foot .button:not(.button-quiet)").ClickAsync();
        await Expect(page.Locator(".board-own")).ToHaveCountAsync(1);

        await Drag(page, left + (11 * hour), middle, left + (13 * hour));
        await Expect(page.Locator("dialog .time-line")).ToContainTextAsync("12:00–14:00");
        await page.Locator("dialog .modal-foot .button:not(.button-quiet)").ClickAsync();
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Expect(page.Locator(".board-own")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("12:00–14:00", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    private static async Task Drag(IPage page, float from, float y, float to)
    {
        await page.Mouse.MoveAsync(from, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync((from + to) / 2, y);
        await page.Mouse.MoveAsync(to, y);
        await page.Mouse.UpAsync();
    }
}
