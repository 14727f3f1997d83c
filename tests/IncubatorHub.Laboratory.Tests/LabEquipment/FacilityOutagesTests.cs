using Bunit;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.LabEquipment.Pages;
using IncubatorHub.Laboratory.Tests.Bookings;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using static IncubatorHub.Laboratory.Tests.Bookings.BookingWorld;

namespace IncubatorHub.Laboratory.Tests.LabEquipment;

/// <summary>The outages of a house: of instruments, zones and utilities, in one list.</summary>
public sealed class FacilityOutagesTests(BookingHubs hubs) : BookingPages(hubs), IClassFixture<BookingHubs>
{
    [Fact]
    public async Task What_is_out_now_to_come_and_past_stands_in_a_list_of_its_own()
    {
        var (world, zone, gas) = await Given();
        await Note(world, new Outage { FacilityId = world.House.Id, ZoneId = zone, StartsAt = At(8), Cause = "Water leak" });
        await Note(world, new Outage { FacilityId = world.House.Id, UtilityId = gas, StartsAt = At(12), EndsAt = At(13), Cause = "Bottle change" });
        await Note(world, new Outage { FacilityId = world.House.Id, ZoneId = zone, StartsAt = At(7), EndsAt = At(8), Cause = "Painting" });
        await Note(world, new Outage { FacilityId = world.House.Id, ZoneId = zone, StartsAt = At(12), EndsAt = At(13), CancelledAt = At(8), Cause = "Never was" });
        Sit(world, await Manager(world));
        var page = Show(world);
        page.WaitForAssertion(() => Rows(page).ShouldHaveSingleItem().ShouldContain("Water leak"), Deadline);
        Rows(page)[0].ShouldContain("Dark room");
        Rows(page)[0].ShouldContain("not known yet");
        foreach (var (segment, cause) in new[] { ("To come", "Bottle change"), ("Past", "Painting"), ("Called off", "Never was") })
        {
            await Press(page, segment);
            page.WaitForAssertion(() => Rows(page).ShouldHaveSingleItem().ShouldContain(cause), Deadline);
        }
    }

    [Fact]
    public async Task A_manager_opens_one_of_a_utility_and_ends_it()
    {
        var (world, _, gas) = await Given();
        Sit(world, await Manager(world));
        var page = Show(world);
        await Press(page, "New outage");
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => page.FindAll("dialog .field-error").Select(one => one.TextContent).ShouldContain("Choose one."), Deadline);
        await Select(page, $"utility/{gas}");
        await Type(page, "From", "2026-11-25T08:30");
        await page.FindAll("dialog .check input")[0].ChangeAsync(new ChangeEventArgs { Value = true });
        await Type(page, "Cause", "Bottle empty");
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => Rows(page).ShouldHaveSingleItem().ShouldContain("Nitrogen"), Deadline);
        await page.Find("[aria-label^='End now']").ClickAsync();
        await page.WaitForElement("dialog .modal-foot .button:not(.button-quiet)", Deadline).ClickAsync();
        page.WaitForAssertion(() => page.Markup.ShouldContain("No such outages."), Deadline);
        (await TheOutage(world)).ShouldSatisfyAllConditions(
            one => one.UtilityId.ShouldBe(gas), one => one.StartsAt.ShouldBe(At(8, 30)), one => one.EndsAt.ShouldBe(At(9)));
    }

    [Fact]
    public async Task An_end_that_is_typed_halfway_is_not_taken_as_none()
    {
        var (world, zone, _) = await Given();
        Sit(world, await Manager(world));
        var page = Show(world);
        await Press(page, "New outage");
        await Select(page, $"zone/{zone}");
        await Type(page, "From", "2026-11-25T10:00");
        await Type(page, "Cause", "Floor");
        // What a browser gives while the year is not typed.
        await Type(page, "Until", "");
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => page.FindAll("dialog .field-error").ShouldHaveSingleItem().TextContent.ShouldStartWith("Enter day and time in full"), Deadline);
        (await world.Hub.WithRows(db => db.Outages.CountAsync(one => one.FacilityId == world.House.Id, Cancel), Cancel)).ShouldBe(0);
        await Type(page, "Until", "2026-11-25T11:00");
        await Type(page, "How many times", "");
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => page.FindAll("dialog .field-error").ShouldHaveSingleItem().TextContent.ShouldStartWith("A whole number from 1 to 100"), Deadline);
        await Type(page, "How many times", "1");
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => page.FindAll("dialog").ShouldBeEmpty(), Deadline);
        (await TheOutage(world)).EndsAt.ShouldBe(At(11));
    }

    [Fact]
    public async Task Who_does_not_run_the_house_reads_them_and_does_nothing_about_them()
    {
        var (world, zone, _) = await Given();
        await Note(world, new Outage { FacilityId = world.House.Id, ZoneId = zone, StartsAt = At(8), Cause = "Water leak" });
        Sit(world, world.Ann);
        var page = Show(world);
        page.WaitForAssertion(() => Rows(page).ShouldHaveSingleItem().ShouldContain("Water leak"), Deadline);
        page.FindAll("button").ShouldNotContain(button => button.TextContent.Contains("New outage", StringComparison.Ordinal) || button.TextContent.Contains("End now", StringComparison.Ordinal));
        page.FindAll("a[href^='/outages/']").ShouldBeEmpty();
    }

    private static List<string> Rows(IRenderedComponent<FacilityOutages> page) =>
        [.. page.FindAll("tbody tr").Where(row => row.QuerySelectorAll("td").Length > 1).Select(row => row.TextContent)];

    private IRenderedComponent<FacilityOutages> Show(BookingWorld world)
    {
        var page = Render<FacilityOutages>(parameters => parameters.Add(one => one.FacilityId, world.House.Id).Add(one => one.Zone, "Asia/Tokyo"));
        page.WaitForElement(".segments button", Deadline);
        return page;
    }

    private static Task Note(BookingWorld world, Outage outage) => world.Hub.WithRows(db =>
    {
        db.Add(outage);
        return Task.FromResult(true);
    }, Cancel);

    private static Task<Outage> TheOutage(BookingWorld world) =>
        world.Hub.WithRows(db => db.Outages.AsNoTracking().SingleAsync(one => one.FacilityId == world.House.Id, Cancel), Cancel);

    private async Task<(BookingWorld World, Guid Zone, Guid Gas)> Given()
    {
        var world = await Open();
        var zone = await world.Zone();
        var gas = await world.Hub.WithRows(db =>
        {
            var one = new Utility { FacilityId = world.House.Id, Code = "gas", NameEn = "Nitrogen", NameJa = "窒素" };
            db.Add(one);
            return Task.FromResult(one);
        }, Cancel);
        return (world, zone.Id, gas.Id);
    }
}
