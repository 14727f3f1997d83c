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

/// <summary>The finder and the dialog of a booking, and the board that leads to it.</summary>
public sealed class FinderPageTests(BookingHubs hubs) : BookingPages(hubs), IClassFixture<BookingHubs>
{
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
    public async Task What_is_free_for_half_an_hour_is_proposed_for_half_an_hour()
    {
        var world = await Open();
        var instrument = await world.Instrument(one => one.CoolDownMinutes = 10);
        (await world.AsEve.Post("/bookings", Wish(instrument, At(9, 45), At(11)))).Status.ShouldBe(201);
        Sit(world, world.Ann);
        var page = Render<FinderPage>();
        await page.WaitForElement("button.card", Deadline).ClickAsync();
        var chips = page.WaitForElement("dialog .chip", Deadline).ParentElement!.ParentElement!.TextContent;
        chips.ShouldContain("09:00–09:30");
        chips.ShouldContain("11:15–11:45", customMessage: "after the other's cool-down, on the grid of the house");
        await Press(page, "1 h");
        page.WaitForAssertion(() => page.Find("dialog .chip").TextContent.ShouldContain("Next free"), Deadline);
    }

    [Fact]
    public async Task What_is_free_stands_first_and_shows_its_latest_photo_that_is_small_enough_for_a_list()
    {
        var world = await Open();
        var (taken, free) = (await world.Instrument(one => one.NameEn = "A taken one"), await world.Instrument(one => one.NameEn = "B free one"));
        (await world.AsEve.Post("/bookings", Wish(taken, At(9), At(11)))).Status.ShouldBe(201);
        var photo = await Photo(world, free, "front.png", EquipmentDocument.MaxBytesInList);
        await Photo(world, free, "later-and-large.png", EquipmentDocument.MaxBytesInList + 1);
        await Photo(world, taken, "large.png", EquipmentDocument.MaxBytesInList + 1);
        Sit(world, world.Ann);
        var page = Render<FinderPage>();
        page.WaitForElement("button.card", Deadline).TextContent.ShouldContain("B free one");
        page.FindAll("button.card img").ShouldHaveSingleItem().GetAttribute("src").ShouldBe($"/api/v1/equipment-documents/{photo.Id}/photo");
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
        Sit(world, await Manager(world));
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

    private static Task<EquipmentDocument> Photo(BookingWorld world, Equipment instrument, string name, int bytes) => world.Hub.WithRows(db =>
    {
        var one = new EquipmentDocument
        {
            FacilityId = world.House.Id, EquipmentId = instrument.Id, Kind = DocumentKind.Photo, Title = name, FileName = name, ContentType = "image/png", Bytes = bytes,
            Sha256 = new string('0', 64), UploadedById = world.Ann.Id,
        };
        db.Add(one);
        return Task.FromResult(one);
    }, Cancel);

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}
