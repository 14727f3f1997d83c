using System.Globalization;
using Bunit;
using IncubatorHub.Devices;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Pages;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Platform.Ui;
using IncubatorHub.Registry;
using IncubatorHub.Registry.People;
using IncubatorHub.TestKit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static IncubatorHub.Laboratory.Tests.Bookings.BookingWorld;

namespace IncubatorHub.Laboratory.Tests.Bookings;

/// <summary>The page of an outage, pressed as a manager presses it.</summary>
public sealed class OutagePageTests(BookingHubs hubs) : BunitContext, IClassFixture<BookingHubs>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_that_are_chosen_are_cancelled_free_of_charge_and_the_others_stay()
    {
        var (world, outage, near, far) = await Given();
        var page = await Open(world, outage);
        page.WaitForAssertion(() => page.FindAll("tbody tr").Count.ShouldBe(2), Deadline);
        page.Find("h1").TextContent.ShouldBe("Outage: Dark room");
        page.Find("tbody tr").TextContent.ShouldContain(world.Ann.DisplayName);
        page.FindAll("button").ShouldNotContain(button => button.TextContent.Contains("free of charge", StringComparison.Ordinal), "nothing is chosen");
        await page.FindAll("tbody input[type=checkbox]")[0].ChangeAsync(new ChangeEventArgs { Value = true });
        await Press(page, "Cancel 1 free of charge");
        await Press(page, "Cancel 1 free of charge");
        page.WaitForAssertion(() => page.FindAll("tbody tr").Count.ShouldBe(1), Deadline);
        (await StateOf(world, near)).ShouldBe(BookingState.OutageCancelled);
        (await StateOf(world, far)).ShouldBe(BookingState.Confirmed);
        page.FindAll("button").ShouldNotContain(button => button.TextContent.Contains("free of charge", StringComparison.Ordinal), "what was chosen is gone");
    }

    [Fact]
    public async Task All_are_chosen_at_once_and_one_alone_by_its_own_button()
    {
        var (world, outage, near, far) = await Given();
        var page = await Open(world, outage);
        await page.WaitForElement($"[aria-label^='Cancel free {world.Ann.DisplayName}']", Deadline).ClickAsync();
        await page.FindAll("dialog button").Last(button => button.TextContent.Trim() == "Cancel free").ClickAsync();
        page.WaitForAssertion(() => page.FindAll("tbody tr").Count.ShouldBe(1), Deadline);
        (await StateOf(world, near)).ShouldBe(BookingState.OutageCancelled);
        await page.Find(".filters input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });
        await Press(page, "Cancel 1 free of charge");
        await Press(page, "Cancel 1 free of charge");
        page.WaitForAssertion(() => page.Markup.ShouldContain("It reaches no booking"), Deadline);
        (await StateOf(world, far)).ShouldBe(BookingState.OutageCancelled);
    }

    [Fact]
    public async Task A_booking_is_moved_out_of_the_outage()
    {
        var (world, outage, near, _) = await Given();
        var page = await Open(world, outage);
        await page.WaitForElement($"[aria-label^='Move {world.Ann.DisplayName}']", Deadline).ClickAsync();
        // What is free of the outage is proposed.
        await page.WaitForElement("dialog .chip", Deadline).ClickAsync();
        await Press(page, "Move");
        page.WaitForAssertion(() => page.FindAll("dialog").ShouldBeEmpty(), Deadline);
        page.WaitForAssertion(() => page.FindAll("tbody tr").Count.ShouldBe(1), Deadline);
        (await world.Hub.WithRows(db => db.Bookings.AsNoTracking().SingleAsync(one => one.Id == near, Cancel), Cancel)).StartsAt.ShouldBe(At(0, day: 2), "the end of the outage");
    }

    [Fact]
    public async Task Who_does_not_run_the_house_is_told_no_names()
    {
        var (world, outage, _, _) = await Given();
        Sit(world, world.Eve);
        var page = Render<OutagePage>(parameters => parameters.Add(one => one.Id, outage.Id));
        page.WaitForElement(".notice-error, .problem, [role=alert]", Deadline);
        page.Markup.ShouldNotContain(world.Ann.DisplayName);
    }

    private static async Task Press(IRenderedComponent<OutagePage> page, string text)
    {
        page.WaitForAssertion(() => page.FindAll("button").ShouldContain(button => button.TextContent.Trim().EndsWith(text, StringComparison.Ordinal)), Deadline);
        await page.FindAll("button").Last(button => button.TextContent.Trim().EndsWith(text, StringComparison.Ordinal)).ClickAsync();
    }

    private static Task<BookingState> StateOf(BookingWorld world, Guid id) =>
        world.Hub.WithRows(db => db.Bookings.Where(one => one.Id == id).Select(one => one.State).SingleAsync(Cancel), Cancel);

    private async Task<(BookingWorld World, Outage Outage, Guid Near, Guid Far)> Given()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var world = await BookingWorld.In(await hubs.On(DatabaseProvider.Sqlite));
        var zone = await world.Zone();
        var instrument = await world.Instrument(one => one.ZoneId = zone.Id);
        var near = await world.AsAnn.Post("/bookings", Wish(instrument, At(10), At(11)));
        var far = await world.AsEve.Post("/bookings", Wish(instrument, At(10, day: 1), At(11, day: 1)));
        (near.Status, far.Status).ShouldBe((201, 201));
        var outage = await world.Hub.WithRows(db =>
        {
            var one = new Outage { FacilityId = world.House.Id, ZoneId = zone.Id, StartsAt = At(8), EndsAt = At(0, day: 2), Cause = "Water leak" };
            db.Add(one);
            return Task.FromResult(one);
        }, Cancel);
        return (world, outage, near.Id, far.Id);
    }

    private async Task<IRenderedComponent<OutagePage>> Open(BookingWorld world, Outage outage)
    {
        Sit(world, await world.Hub.Given.Person(Grant.AtFacility(Role.IncubationManager, world.House.Id)));
        return Render<OutagePage>(parameters => parameters.Add(one => one.Id, outage.Id));
    }

    private void Sit(BookingWorld world, Account person)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddConsoleShell().AddRegistryConsole().AddDevicesConsole().AddLaboratoryConsole()
            .AddSingleton(world.Hub.Services.GetRequiredService<TimeProvider>()).AddSingleton(world.Hub.Given.AtScreen(person));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }
}
