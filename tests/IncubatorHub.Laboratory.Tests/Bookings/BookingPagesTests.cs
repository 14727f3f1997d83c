using System.Globalization;
using Bunit;
using IncubatorHub.Devices;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Pages;
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

/// <summary>The pages over a real hub whose clock stands at nine in the morning, pressed as a person presses them.</summary>
public sealed class BookingPagesTests(BookingHubs hubs) : BunitContext, IClassFixture<BookingHubs>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tenant_books_a_free_instrument_in_three_taps()
    {
        var world = await Open();
        var instrument = await world.Instrument();
        Sit(world, world.Ann);
        var page = Render<FinderPage>();
        await page.WaitForElement("button.card", Deadline).ClickAsync();
        await page.WaitForElement("dialog .chip", Deadline).ClickAsync();
        page.WaitForElement(".verdict-good", Deadline);
        await Press(page, "Book");
        page.WaitForAssertion(() => page.FindAll("dialog").ShouldBeEmpty(), Deadline);
        var booking = await TheBooking(world, instrument.Id);
        (booking.PersonId, booking.StartsAt, booking.EndsAt, booking.State).ShouldBe((world.Ann.Id, At(9), At(10), BookingState.Confirmed));
    }

    [Fact]
    public async Task A_refusal_is_explained_in_place_and_an_alternative_is_one_tap_away()
    {
        var world = await Open();
        var instrument = await world.Instrument();
        (await world.AsEve.Post("/bookings", Wish(instrument, At(9), At(10, 30)))).Status.ShouldBe(201);
        Sit(world, world.Ann);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/book?equipment={instrument.Id}");
        var page = Render<FinderPage>();
        page.WaitForElement("dialog .chip", Deadline).TextContent.ShouldContain("Next free");
        await page.FindAll("dialog .chip")[^1].ClickAsync();
        await page.WaitForElement("input[type=time]", Deadline).ChangeAsync(new ChangeEventArgs { Value = "10:00" });
        var refused = page.WaitForElement(".verdict-bad", Deadline).TextContent;
        refused.ShouldContain("10:30");
        page.FindAll(".modal-foot .button")[^1].HasAttribute("disabled").ShouldBeTrue();
        await page.WaitForElement(".modal-body > ul.chips:not(.chips-first) .chip", Deadline).ClickAsync();
        page.WaitForElement(".verdict-good", Deadline);
        await Press(page, "Book");
        page.WaitForAssertion(() => page.FindAll("dialog").ShouldBeEmpty(), Deadline);
        (await world.Hub.WithRows(db => db.Bookings.CountAsync(one => one.EquipmentId == instrument.Id && one.PersonId == world.Ann.Id, Cancel), Cancel)).ShouldBe(1);
    }

    [Fact]
    public async Task A_manager_books_for_somebody_of_a_company_there()
    {
        var world = await Open();
        var instrument = await world.Instrument();
        Sit(world, await world.Hub.Given.Person(Platform.Authorisation.Grant.AtFacility(Platform.Authorisation.Role.IncubationManager, world.House.Id)));
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/book?equipment={instrument.Id}");
        var page = Render<FinderPage>();
        await page.WaitForElement($"dialog option[value='{world.Ann.Id}/{world.Firm.Id}']", Deadline).ParentElement!.ChangeAsync(new ChangeEventArgs { Value = $"{world.Ann.Id}/{world.Firm.Id}" });
        await page.Find("dialog .chip").ClickAsync();
        page.WaitForElement(".verdict-good", Deadline);
        await Press(page, "Book");
        page.WaitForAssertion(() => page.FindAll("dialog").ShouldBeEmpty(), Deadline);
        (await TheBooking(world, instrument.Id)).PersonId.ShouldBe(world.Ann.Id);
    }

    [Fact]
    public async Task What_is_drawn_on_the_board_is_judged_and_what_is_dragged_is_moved_or_explained()
    {
        var world = await Open();
        var instrument = await world.Instrument();
        var booking = await world.AsAnn.Post("/bookings", Wish(instrument, At(10), At(11)));
        (await world.AsEve.Post("/bookings", Wish(instrument, At(13), At(14)))).Status.ShouldBe(201);
        Sit(world, world.Ann);
        var page = Render<CalendarPage>();
        page.WaitForElement(".board-own", Deadline);
        var board = page.FindComponent<BookingBoard>();

        await page.InvokeAsync(() => board.Instance.WasDrawn(instrument.Id, Ms(At(12)), Ms(At(13))));
        page.WaitForElement(".verdict-good", Deadline);
        await page.Find("dialog .button-quiet").ClickAsync();

        await page.InvokeAsync(() => board.Instance.WasMoved(booking.Id, instrument.Id, Ms(At(13)), Ms(At(14))));
        await Press(page, "Move");
        page.WaitForElement(".verdict-bad", Deadline);
        await page.Find("dialog .button-quiet").ClickAsync();

        await page.InvokeAsync(() => board.Instance.WasMoved(booking.Id, instrument.Id, Ms(At(15)), Ms(At(17))));
        await Press(page, "Move");
        page.WaitForAssertion(() => page.FindAll("dialog").ShouldBeEmpty(), Deadline);
        var moved = await world.AsAnn.Get($"/bookings/{booking.Id}");
        moved["startsAt"]!.GetValue<DateTimeOffset>().ShouldBe(At(15));
    }

    [Fact]
    public async Task A_running_booking_is_checked_in_and_finished_from_its_card()
    {
        var world = await Open();
        var instrument = await world.Instrument();
        var booking = await world.AsAnn.Post("/bookings", Wish(instrument, At(9), At(11)));
        Sit(world, world.Ann);
        var page = Render<MyBookingsPage>();
        page.WaitForElement(".card-now", Deadline);
        await Press(page, "Check in");
        page.WaitForAssertion(() => page.Markup.ShouldContain("Checked in"), Deadline);
        await Press(page, "Finish");
        page.WaitForAssertion(() => page.FindAll(".card-now").ShouldBeEmpty(), Deadline);
        (await world.AsAnn.Get($"/bookings/{booking.Id}"))["state"]!.GetValue<string>().ShouldBe("completed");
    }

    [Fact]
    public async Task The_page_of_a_booking_tells_who_did_what()
    {
        var world = await Open();
        var instrument = await world.Instrument();
        var booking = await world.AsAnn.Post("/bookings", Wish(instrument, At(12), At(13)));
        Sit(world, world.Bob);
        var page = Render<BookingPage>(parameters => parameters.Add(one => one.Id, booking.Id));
        page.WaitForAssertion(() => page.Find(".history").TextContent.ShouldContain($"Booked · {world.Ann.DisplayName}"), Deadline);
    }

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    private static async Task Press<TPage>(IRenderedComponent<TPage> page, string text)
        where TPage : IComponent
    {
        page.WaitForAssertion(() => page.FindAll("button").ShouldContain(button => button.TextContent.Trim().EndsWith(text, StringComparison.Ordinal) && !button.HasAttribute("disabled")), Deadline);
        await page.FindAll("button").Last(button => button.TextContent.Trim().EndsWith(text, StringComparison.Ordinal)).ClickAsync();
    }

    private static Task<Booking> TheBooking(BookingWorld world, Guid equipmentId) =>
        world.Hub.WithRows(db => db.Bookings.AsNoTracking().SingleAsync(one => one.EquipmentId == equipmentId, Cancel), Cancel);

    private async Task<BookingWorld> Open()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        return await In(await hubs.On(DatabaseProvider.Sqlite));
    }

    private void Sit(BookingWorld world, Account person)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddConsoleShell().AddRegistryConsole().AddDevicesConsole().AddLaboratoryConsole()
            .AddSingleton(world.Hub.Services.GetRequiredService<TimeProvider>()).AddSingleton(world.Hub.Given.AtScreen(person));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }
}
