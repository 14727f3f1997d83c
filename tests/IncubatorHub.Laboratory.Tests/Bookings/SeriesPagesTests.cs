using Bunit;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Pages;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.TestKit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static IncubatorHub.Laboratory.Tests.Bookings.BookingWorld;

namespace IncubatorHub.Laboratory.Tests.Bookings;

/// <summary>A series: chosen in the dialog, on its page, and in the inbox.</summary>
public sealed class SeriesPagesTests(BookingHubs hubs) : BookingPages(hubs), IClassFixture<BookingHubs>
{
    [Fact]
    public async Task A_series_is_chosen_in_the_dialog_its_conflicts_are_shown_and_its_page_lists_what_was_left_out()
    {
        var world = await Open();
        var instrument = await world.Instrument();
        (await world.AsEve.Post("/bookings", Wish(instrument, At(9, day: 7), At(10, day: 7)))).Status.ShouldBe(201);
        Sit(world, world.Ann);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/book?equipment={instrument.Id}");
        var page = Render<FinderPage>();
        await page.WaitForElement("dialog .chip", Deadline).ClickAsync();
        page.WaitForElement(".verdict-good", Deadline);
        await Select(page, "Weekly");
        page.WaitForAssertion(() => page.Find(".verdict-bad").TextContent.ShouldContain("3 of 4 can be booked"), Deadline);
        page.Find(".conflicts").TextContent.ShouldContain("09:00–10:00");
        page.FindAll(".modal-foot .button")[^1].HasAttribute("disabled").ShouldBeTrue("all or nothing");
        await Select(page, "SkipConflicts");
        await Press(page, "Book 3 times");
        page.WaitForAssertion(() => page.FindAll("dialog").ShouldBeEmpty(), Deadline);
        var made = await world.Hub.WithRows(db => db.BookingSeries.AsNoTracking().SingleAsync(one => one.EquipmentId == instrument.Id, Cancel), Cancel);
        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith($"/bookings/series/{made.Id}");

        var series = Render<SeriesPage>(parameters => parameters.Add(one => one.Id, made.Id));
        series.WaitForAssertion(() => series.Find(".subtitle").TextContent.ShouldContain("Every week on Wed 09:00–10:00"), Deadline);
        series.Find("#series-bookings").ParentElement!.QuerySelectorAll("li").Length.ShouldBe(3);
        series.Find("#series-skipped").ParentElement!.QuerySelectorAll("li").ShouldHaveSingleItem().TextContent.ShouldContain("09:00–10:00");
        await Press(series, "Cancel what is to come");
        await series.WaitForElement("dialog input[type=date]", Deadline).ChangeAsync(new ChangeEventArgs { Value = "2026-12-10" });
        await series.Find("dialog form").SubmitAsync();
        series.WaitForAssertion(() => series.FindAll("#series-bookings ~ ul .badge-neutral").Count.ShouldBe(1), Deadline);
    }

    [Fact]
    public async Task One_date_that_is_left_of_a_series_is_booked_and_counted_as_one()
    {
        var world = await Open();
        var instrument = await world.Instrument();
        foreach (var day in new[] { 7, 14, 21 })
            (await world.AsEve.Post("/bookings", Wish(instrument, At(9, day: day), At(10, day: day)))).Status.ShouldBe(201);
        Sit(world, world.Ann);
        var page = await Weekly(instrument.Id);
        await Select(page, "SkipConflicts");
        page.WaitForAssertion(() => page.FindAll(".modal-foot .button")[^1].TextContent.ShouldBe("Book"), Deadline);
        await Press(page, "Book");
        page.WaitForAssertion(() => page.FindAll("dialog").ShouldBeEmpty(), Deadline);
        (await world.Hub.WithRows(db => db.Bookings.CountAsync(one => one.EquipmentId == instrument.Id && one.PersonId == world.Ann.Id, Cancel), Cancel)).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_runs_the_house_sets_rules_aside_for_a_series_and_says_why()
    {
        var world = await Open();
        var instrument = await Short(world);
        (await world.AsEve.Post("/bookings", Wish(instrument, At(9, day: 7), At(9, 30, day: 7)))).Status.ShouldBe(201);
        Sit(world, await Manager(world));
        var page = await Weekly(instrument.Id, $"{world.Ann.Id}/{world.Firm.Id}");
        page.WaitForAssertion(() => page.Find(".verdict-bad").TextContent.ShouldContain("0 of 4 can be booked"), Deadline);
        await Tick(page);
        page.WaitForAssertion(() => page.Find(".verdict-bad").TextContent.ShouldContain("3 of 4 can be booked"), Deadline);
        page.Find(".verdict-warning").TextContent.ShouldContain("30", customMessage: "what is set aside is named, with its number");
        page.FindAll(".verdict-bad .conflicts li").ShouldHaveSingleItem("that the time is taken nobody sets aside");
        await Select(page, "SkipConflicts");
        await Press(page, "Book 3 times");
        page.WaitForElement("dialog .problem-notice", Deadline).TextContent.ShouldContain("override.reason");
        await Type(page, "Reason for setting", "Bench course");
        await Press(page, "Book 3 times");
        page.WaitForAssertion(() => page.FindAll("dialog").ShouldBeEmpty(), Deadline);
        var made = await world.Hub.WithRows(db => db.Bookings.AsNoTracking().Where(one => one.EquipmentId == instrument.Id && one.PersonId == world.Ann.Id).ToListAsync(Cancel), Cancel);
        made.Count.ShouldBe(3);
        made.ShouldAllBe(one => one.OverriddenRules == "booking.too-long" && one.OverrideReason == "Bench course");
    }

    [Fact]
    public async Task Who_does_not_run_the_house_is_not_offered_to_set_rules_aside()
    {
        var world = await Open();
        var instrument = await Short(world);
        Sit(world, world.Ann);
        var page = await Weekly(instrument.Id);
        page.WaitForElement("dialog .conflicts", Deadline);
        page.FindAll("dialog label.check").ShouldNotContain(label => label.TextContent.Contains("Set aside", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_of_a_series_are_approved_together_and_those_that_cannot_be_are_named()
    {
        var world = await Open();
        var (series, instrument) = await Asked(world);
        await world.Hub.WithRows(db =>
        {
            db.Add(new Outage { FacilityId = world.House.Id, EquipmentId = instrument, StartsAt = At(0, day: 7), EndsAt = At(0, day: 8), IsSafety = true, Cause = "Gas leak" });
            return Task.FromResult(true);
        }, Cancel);
        Sit(world, await Manager(world));
        var inbox = Render<RequestsPage>();
        inbox.WaitForAssertion(() => inbox.FindAll("li.card .request-dates li").Count.ShouldBe(3), Deadline);
        inbox.WaitForAssertion(() => inbox.Find(".request-dates .field-error").TextContent.ShouldContain("Gas leak"), Deadline);
        await Press(inbox, "Approve 3");
        inbox.WaitForElement("dialog form", Deadline).TextContent.ShouldContain("Rules speak against 1 of them.");
        await inbox.Find("dialog form").SubmitAsync();
        inbox.WaitForAssertion(() => inbox.Find(".verdict-warning").TextContent.ShouldContain("1 of the series still wait"), Deadline);
        inbox.Find(".verdict-warning li").TextContent.ShouldContain("Gas leak");
        (await StatesOf(world, series)).ShouldBe([BookingState.Confirmed, BookingState.PendingApproval, BookingState.Confirmed]);
        inbox.FindAll(".request-dates").ShouldBeEmpty("one that is left is a request like any other");
    }

    [Fact]
    public async Task Only_those_that_are_ticked_are_rejected_and_the_holder_reads_why()
    {
        var world = await Open();
        var (series, _) = await Asked(world);
        Sit(world, await Manager(world));
        var inbox = Render<RequestsPage>();
        inbox.WaitForAssertion(() => inbox.FindAll(".request-dates input").Count.ShouldBe(3), Deadline);
        await inbox.FindAll(".request-dates input")[1].ChangeAsync(new ChangeEventArgs { Value = false });
        await Press(inbox, "Reject 2");
        await Type(inbox, "Reason", "The room is let");
        await inbox.Find("dialog form").SubmitAsync();
        inbox.WaitForAssertion(() => inbox.FindAll(".request-dates").ShouldBeEmpty(), Deadline);
        (await StatesOf(world, series)).ShouldBe([BookingState.Rejected, BookingState.PendingApproval, BookingState.Rejected]);
        (await world.AsAnn.Get($"/bookings?seriesId={series}&live=false")).Items.ShouldAllBe(one => one!["endReason"]!.GetValue<string>() == "The room is let");
    }

    // An instrument that is booked for half an hour at most.
    private static async Task<Equipment> Short(BookingWorld world)
    {
        var instrument = await world.Instrument();
        (await world.Manager.Post("/policy-sets", new { facilityId = world.House.Id, equipmentId = instrument.Id, nameEn = "Short", nameJa = "短時間", rules = new { maxMinutes = 30 } })).Status.ShouldBe(201);
        return instrument;
    }

    private static async Task<(Guid Series, Guid Instrument)> Asked(BookingWorld world)
    {
        var instrument = await world.Instrument();
        (await world.Manager.Post("/policy-sets", new { facilityId = world.House.Id, equipmentId = instrument.Id, nameEn = "Asked", nameJa = "承認", rules = new { approvalAlways = true } })).Status.ShouldBe(201);
        var made = await world.AsAnn.Post("/booking-series", new { equipmentId = instrument.Id, recurrence = "weekly", firstOn = "2026-11-25", lastOn = "2026-12-09", timeOfDay = "13:00:00", minutes = 60, mode = "allOrNothing" });
        made.Status.ShouldBe(201, made.Body?.ToJsonString());
        return (made.Id, instrument.Id);
    }

    private static Task<List<BookingState>> StatesOf(BookingWorld world, Guid series) =>
        world.Hub.WithRows(db => db.Bookings.Where(one => one.SeriesId == series).OrderBy(one => one.StartsAt).Select(one => one.State).ToListAsync(Cancel), Cancel);

    private async Task<IRenderedComponent<FinderPage>> Weekly(Guid instrument, string? holder = null)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/book?equipment={instrument}");
        var page = Render<FinderPage>();
        page.WaitForElement("dialog .chip", Deadline);
        if (holder is not null)
            await Select(page, holder);
        await page.Find("dialog .chip").ClickAsync();
        await page.WaitForElement("dialog .segments button:nth-child(2)", Deadline).ClickAsync();
        page.WaitForElement(".verdict-good, .verdict-bad", Deadline);
        await Select(page, "Weekly");
        page.WaitForElement("dialog details", Deadline);
        return page;
    }

    private static Task Tick(IRenderedComponent<FinderPage> page) =>
        page.FindAll("dialog label.check").First(label => label.TextContent.Contains("Set aside", StringComparison.Ordinal)).QuerySelector("input")!
            .ChangeAsync(new ChangeEventArgs { Value = true });
}
