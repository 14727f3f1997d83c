using Bunit;
using IncubatorHub.Laboratory.Bookings.Pages;
using IncubatorHub.Laboratory.Evidence;
using IncubatorHub.TestKit;
using static IncubatorHub.Laboratory.Tests.Bookings.BookingWorld;

namespace IncubatorHub.Laboratory.Tests.Bookings;

/// <summary>The tabs of bookings on a facility's page.</summary>
public sealed class FacilityBookingTabsTests(BookingHubs hubs) : BookingPages(hubs), IClassFixture<BookingHubs>
{
    [Fact]
    public async Task A_manager_sees_who_waits_in_which_order_and_takes_somebody_off_the_list()
    {
        var world = await Open();
        var instrument = await world.Instrument(one => one.NameEn = "Wanted one");
        (await world.AsEve.Post("/bookings", Wish(instrument, At(9), At(11)))).Status.ShouldBe(201);
        foreach (var client in new[] { world.AsAnn, world.AsBob })
            (await client.Post("/waitlist", new { equipmentId = instrument.Id, from = At(10), until = At(11), minutes = 60 })).Status.ShouldBe(201);
        Sit(world, await Manager(world));
        var page = Render<FacilityWaitlist>(parameters => parameters.Add(one => one.FacilityId, world.House.Id).Add(one => one.Zone, "Asia/Tokyo"));
        page.WaitForAssertion(() => page.Find("section[aria-label='Wanted one'] tbody tr").TextContent.ShouldContain(world.Ann.DisplayName), Deadline);
        page.FindAll("tbody tr").Select(row => row.QuerySelector("td")!.TextContent).ShouldBe(["1", "2"]);
        await page.Find("tbody tr button").ClickAsync();
        await page.WaitForElement(".button-danger", Deadline).ClickAsync();
        page.WaitForAssertion(() => page.FindAll("tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain(world.Bob.DisplayName), Deadline);
    }

    [Fact]
    public async Task A_manager_sees_an_offer_that_stands_and_until_when()
    {
        var world = await Open();
        var instrument = await world.Instrument();
        var taken = await world.AsEve.Post("/bookings", Wish(instrument, At(13), At(15)));
        (await world.AsAnn.Post("/waitlist", new { equipmentId = instrument.Id, from = At(13), until = At(15), minutes = 120 })).Status.ShouldBe(201);
        (await world.AsEve.Act($"/bookings/{taken.Id}/cancel", "*")).Status.ShouldBe(200);
        await Held(world, instrument.Id);
        Sit(world, await Manager(world));
        var page = Render<FacilityWaitlist>(parameters => parameters.Add(one => one.FacilityId, world.House.Id).Add(one => one.Zone, "Asia/Tokyo"));
        page.WaitForAssertion(() => page.Find("tbody tr").TextContent.ShouldContain("13:00–15:00"), Deadline);
        page.Find("tbody tr .badge-warning").TextContent.ShouldContain("answer by 09:");
    }

    [Fact]
    public async Task A_manager_answers_for_a_holder_who_does_not()
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
        Sit(world, await Manager(world));
        var page = Render<Laboratory.Evidence.Pages.FacilityQuestions>(parameters => parameters.Add(one => one.FacilityId, world.House.Id).Add(one => one.Zone, "Asia/Tokyo"));
        page.WaitForAssertion(() => page.Markup.ShouldContain(world.Ann.DisplayName), Deadline);
        await Press(page, "Is there");
        await page.WaitForElement(".modal-foot .button:not(.button-quiet)", Deadline).ClickAsync();
        page.WaitForAssertion(() => page.Markup.ShouldContain("No such questions."), Deadline);
        (await world.AsAnn.Get($"/bookings/{booking.Id}"))["state"]!.GetValue<string>().ShouldBe("checkedIn");
        (await world.Manager.Get($"/evidence-questions?facilityId={world.House.Id}&answered=true")).Items.ShouldHaveSingleItem();
        (await world.Manager.Get($"/evidence-questions?facilityId={world.House.Id}&answered=false")).Items.ShouldBeEmpty();
    }
}
