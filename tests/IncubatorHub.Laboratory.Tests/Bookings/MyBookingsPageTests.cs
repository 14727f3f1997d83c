using Bunit;
using IncubatorHub.Laboratory.Bookings.Pages;
using IncubatorHub.Laboratory.Evidence;
using IncubatorHub.TestKit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using static IncubatorHub.Laboratory.Tests.Bookings.BookingWorld;

namespace IncubatorHub.Laboratory.Tests.Bookings;

/// <summary>What a holder does with bookings: on their cards, and on the page of one.</summary>
public sealed class MyBookingsPageTests(BookingHubs hubs) : BookingPages(hubs), IClassFixture<BookingHubs>
{
    [Fact]
    public async Task A_taken_time_is_waited_for_and_the_offer_is_taken_on_the_card()
    {
        var world = await Open();
        var instrument = await world.Instrument();
        var taken = await world.AsEve.Post("/bookings", Wish(instrument, At(9), At(11)));
        Sit(world, world.Ann);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/book?equipment={instrument.Id}");
        var page = Render<FinderPage>();
        page.WaitForElement("dialog .chip", Deadline);
        await page.FindAll("dialog .chip")[^1].ClickAsync();
        await page.WaitForElement("input[type=time]", Deadline).ChangeAsync(new ChangeEventArgs { Value = "10:00" });
        page.WaitForElement(".verdict-bad", Deadline);
        await Press(page, "Wait for this time");
        page.WaitForAssertion(() => page.FindAll("dialog").ShouldBeEmpty(), Deadline);

        var mine = Render<MyBookingsPage>();
        mine.WaitForAssertion(() => mine.Find("#waiting-title").ParentElement!.TextContent.ShouldContain("10:00–12:00"), Deadline);
        (await world.AsEve.Act($"/bookings/{taken.Id}/cancel", "*")).Status.ShouldBe(200);
        await Held(world, instrument.Id);
        mine = Render<MyBookingsPage>();
        await Press(mine, "Take it");
        mine.WaitForAssertion(() => mine.Markup.ShouldContain("Confirmed"), Deadline);
        mine.FindAll("#waiting-title").ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_waits_may_leave_the_list()
    {
        var world = await Open();
        var instrument = await world.Instrument();
        (await world.AsEve.Post("/bookings", Wish(instrument, At(9), At(11)))).Status.ShouldBe(201);
        (await world.AsAnn.Post("/waitlist", new { equipmentId = instrument.Id, from = At(10), until = At(11), minutes = 60 })).Status.ShouldBe(201);
        Sit(world, world.Ann);
        var page = Render<MyBookingsPage>();
        await Press(page, "Leave the list");
        page.WaitForAssertion(() => page.FindAll("#waiting-title").ShouldBeEmpty(), Deadline);
    }

    [Fact]
    public async Task A_question_to_the_holder_is_answered_above_the_bookings()
    {
        var world = await Open();
        var instrument = await world.Instrument();
        var booking = await world.AsAnn.Post("/bookings", Wish(instrument, At(9), At(11)));
        await world.Hub.WithRows(db =>
        {
            db.Add(new EvidenceQuestion
            {
                FacilityId = world.House.Id, CompanyId = world.Firm.Id, BookingId = booking.Id, PersonId = world.Ann.Id, Kind = QuestionKind.StillNeeded, AskedAt = At(9),
                AnswerBy = At(11), Evidence = "{}",
            });
            return Task.FromResult(true);
        }, Cancel);
        Sit(world, world.Ann);
        var page = Render<MyBookingsPage>();
        await Press(page, "Yes, I am here");
        page.WaitForAssertion(() => page.Find(".card-now").TextContent.ShouldContain("Checked in"), Deadline);
        page.FindAll("button").ShouldNotContain(button => button.TextContent.Contains("Yes, I am here"));
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
    public async Task The_page_of_a_booking_shows_planned_and_used_time_and_what_it_costs()
    {
        var world = await Open();
        var instrument = await world.Instrument();
        var plan = await world.Manager.Post("/price-plans", new
        {
            facilityId = world.House.Id, equipmentId = instrument.Id, validFrom = "2026-11-25", terms = new { yenPerHour = 600, basis = "planned" },
        });
        plan.Status.ShouldBe(201, plan.Body?.ToJsonString());
        var booking = await world.AsAnn.Post("/bookings", Wish(instrument, At(12), At(13, 30)));
        Sit(world, await Manager(world));
        var page = Render<BookingPage>(parameters => parameters.Add(one => one.Id, booking.Id));
        page.WaitForAssertion(() => page.Find("[aria-label='Use and charge']").TextContent.ShouldContain("¥990"), Deadline);
        page.Find("[aria-label='Use and charge']").TextContent.ShouldContain("90 min × ¥600 an hour = ¥900");
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
}
