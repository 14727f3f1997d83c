using Bunit;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Pages;
using IncubatorHub.TestKit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using static IncubatorHub.Laboratory.Tests.Bookings.BookingWorld;

namespace IncubatorHub.Laboratory.Tests.Bookings;

/// <summary>Requests that wait for a manager, and the staff that they ask for.</summary>
public sealed class RequestsPageTests(BookingHubs hubs) : BookingPages(hubs), IClassFixture<BookingHubs>
{
    [Fact]
    public async Task A_request_is_listed_judged_and_rejected_with_a_reason_and_its_history_says_so()
    {
        var world = await Open();
        var instrument = await world.Instrument();
        var asked = await world.AsAnn.Post("/bookings", new { equipmentId = instrument.Id, startsAt = At(13), endsAt = At(15), isAssisted = true });
        asked["state"]!.GetValue<string>().ShouldBe("pendingApproval");
        Sit(world, await Manager(world));
        var page = Render<RequestsPage>();
        page.WaitForElement("li.card", Deadline).TextContent.ShouldContain(world.Ann.DisplayName);
        await Press(page, "Reject");
        await page.WaitForElement("dialog input.input", Deadline).ChangeAsync(new ChangeEventArgs { Value = "Nobody is here" });
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => page.FindAll("li.card").ShouldBeEmpty(), Deadline);
        var history = Render<BookingPage>(parameters => parameters.Add(one => one.Id, asked.Id));
        history.WaitForAssertion(() => history.Find(".history").TextContent.ShouldContain("Rejected ·"), Deadline);
    }

    [Fact]
    public async Task Staff_is_asked_for_in_the_dialog_and_whoever_comes_is_shown_to_the_holder()
    {
        var world = await Open();
        var (instrument, staff) = (await world.Instrument(), await Manager(world));
        Sit(world, world.Ann);
        var finder = Render<FinderPage>();
        await finder.WaitForElement("button.card", Deadline).ClickAsync();
        await finder.WaitForElement("dialog .chip", Deadline).ClickAsync();
        finder.WaitForElement(".verdict-good", Deadline);
        await finder.WaitForElement("dialog .check input", Deadline).ChangeAsync(new ChangeEventArgs { Value = true });
        await Press(finder, "Ask for approval");
        finder.WaitForAssertion(() => finder.FindAll("dialog").ShouldBeEmpty(), Deadline);
        var asked = await TheBooking(world, instrument.Id);
        (asked.IsAssisted, asked.State).ShouldBe((true, BookingState.PendingApproval));

        (await world.Manager.Act($"/bookings/{asked.Id}/approve", "*", new { assistedById = staff.Id })).Status.ShouldBe(200);
        var mine = Render<MyBookingsPage>();
        mine.WaitForAssertion(() => mine.Find("li.card").TextContent.ShouldContain($"{staff.DisplayName} will be there"), Deadline);
    }

    [Fact]
    public async Task A_request_for_staff_is_approved_once_somebody_is_named_who_is_at_no_other_session_then()
    {
        var world = await Open();
        var (instrument, elsewhere) = (await world.Instrument(), await world.Instrument(one => one.NameEn = "Sputter coater"));
        var (free, busy) = (await Manager(world), await Manager(world));
        (await world.Manager.Post("/bookings", new { equipmentId = elsewhere.Id, startsAt = At(9), endsAt = At(10), personId = world.Eve.Id, isAssisted = true, assistedById = busy.Id }))
            .Status.ShouldBe(201);
        var asked = await world.AsAnn.Post("/bookings", new { equipmentId = instrument.Id, startsAt = At(9), endsAt = At(11), isAssisted = true });
        Sit(world, free);
        var inbox = Render<RequestsPage>();
        inbox.WaitForElement($"option[value='{busy.Id}']", Deadline).TextContent.ShouldContain("09:00–10:00");
        Approve(inbox).HasAttribute("disabled").ShouldBeTrue("nobody is named");
        await inbox.Find("li.card select").ChangeAsync(new ChangeEventArgs { Value = busy.Id.ToString() });
        inbox.WaitForElement(".verdict-bad", Deadline).TextContent.ShouldContain("Sputter coater");
        Approve(inbox).HasAttribute("disabled").ShouldBeTrue("who is named cannot be there");
        await inbox.Find("li.card select").ChangeAsync(new ChangeEventArgs { Value = free.Id.ToString() });
        await Press(inbox, "Approve");
        inbox.WaitForAssertion(() => inbox.FindAll("li.card").ShouldBeEmpty(), Deadline);
        var approved = await world.AsAnn.Get($"/bookings/{asked.Id}");
        (approved["state"]!.GetValue<string>(), approved["assistedById"]!.GetValue<Guid>()).ShouldBe(("confirmed", free.Id));
    }

    [Fact]
    public async Task Where_nobody_works_without_staff_it_is_asked_for_by_itself_and_where_none_comes_it_is_not_offered()
    {
        var world = await Open();
        var (needs, none) = (await world.Instrument(one => one.NameEn = "A needs staff"), await world.Instrument(one => one.NameEn = "B has none"));
        foreach (var (instrument, assistance) in new[] { (needs, "required"), (none, "none") })
        {
            (await world.Manager.Post("/policy-sets", new { facilityId = world.House.Id, equipmentId = instrument.Id, nameEn = "Staff", nameJa = "職員", rules = new { assistance } }))
                .Status.ShouldBe(201);
        }

        Sit(world, world.Ann);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/book?equipment={needs.Id}");
        var page = Render<FinderPage>();
        await page.WaitForElement("dialog .chip", Deadline).ClickAsync();
        page.WaitForAssertion(() => page.Find("dialog .check input").HasAttribute("disabled").ShouldBeTrue(), Deadline);
        await Press(page, "Ask for approval");
        page.WaitForAssertion(() => page.FindAll("dialog").ShouldBeEmpty(), Deadline);
        (await TheBooking(world, needs.Id)).IsAssisted.ShouldBeTrue();

        Services.GetRequiredService<NavigationManager>().NavigateTo($"/book?equipment={none.Id}");
        page = Render<FinderPage>();
        await page.WaitForElement("dialog .chip", Deadline).ClickAsync();
        page.WaitForElement(".verdict-bad, .verdict-good", Deadline);
        page.FindAll("dialog .check").ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_assists_is_changed_on_the_page_of_the_booking()
    {
        var world = await Open();
        var instrument = await world.Instrument();
        var staff = await Manager(world);
        var booking = await world.Manager.Post("/bookings", new { equipmentId = instrument.Id, startsAt = At(12), endsAt = At(13), personId = world.Ann.Id, isAssisted = true });
        Sit(world, staff);
        var page = Render<BookingPage>(parameters => parameters.Add(one => one.Id, booking.Id));
        page.WaitForAssertion(() => page.Markup.ShouldContain("nobody named yet"), Deadline);
        await Press(page, "Name who will be there");
        page.WaitForElement($"dialog option[value='{staff.Id}']", Deadline);
        await page.Find("dialog select").ChangeAsync(new ChangeEventArgs { Value = staff.Id.ToString() });
        await page.Find("dialog form").SubmitAsync();
        page.WaitForAssertion(() => page.Find(".fields").TextContent.ShouldContain(staff.DisplayName), Deadline);
        page.WaitForAssertion(() => page.Find(".history").TextContent.ShouldContain("Staff assigned"), Deadline);
    }

    private static AngleSharp.Dom.IElement Approve(IRenderedComponent<RequestsPage> page) => page.FindAll("li.card .card-foot button")[0];
}
