using System.Globalization;
using Bunit;
using IncubatorHub.Devices;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Pages;
using IncubatorHub.Laboratory.Evidence;
using IncubatorHub.Laboratory.LabEquipment;
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
    public async Task What_is_free_stands_first_and_shows_its_photo()
    {
        var world = await Open();
        var (taken, free) = (await world.Instrument(one => one.NameEn = "A taken one"), await world.Instrument(one => one.NameEn = "B free one"));
        (await world.AsEve.Post("/bookings", Wish(taken, At(9), At(11)))).Status.ShouldBe(201);
        var photo = await world.Hub.WithRows(db =>
        {
            var one = new EquipmentDocument
            {
                FacilityId = world.House.Id, EquipmentId = free.Id, Kind = DocumentKind.Photo, Title = "Front", FileName = "front.png", ContentType = "image/png", Bytes = 12,
                Sha256 = new string('0', 64), UploadedById = world.Ann.Id,
            };
            db.Add(one);
            return Task.FromResult(one);
        }, Cancel);
        Sit(world, world.Ann);
        var page = Render<FinderPage>();
        page.WaitForElement("button.card", Deadline).TextContent.ShouldContain("B free one");
        page.FindAll("button.card img").ShouldHaveSingleItem().GetAttribute("src").ShouldBe($"/api/v1/equipment-documents/{photo.Id}/photo");
    }

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
        Sit(world, await world.Hub.Given.Person(Platform.Authorisation.Grant.AtFacility(Platform.Authorisation.Role.IncubationManager, world.House.Id)));
        var page = Render<BookingPage>(parameters => parameters.Add(one => one.Id, booking.Id));
        page.WaitForAssertion(() => page.Find("[aria-label='Use and charge']").TextContent.ShouldContain("¥990"), Deadline);
        page.Find("[aria-label='Use and charge']").TextContent.ShouldContain("90 min × ¥600 an hour = ¥900");
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
    public async Task A_request_is_listed_judged_and_rejected_with_a_reason_and_its_history_says_so()
    {
        var world = await Open();
        var instrument = await world.Instrument();
        var asked = await world.AsAnn.Post("/bookings", new { equipmentId = instrument.Id, startsAt = At(13), endsAt = At(15), isAssisted = true });
        asked["state"]!.GetValue<string>().ShouldBe("pendingApproval");
        Sit(world, await world.Hub.Given.Person(Platform.Authorisation.Grant.AtFacility(Platform.Authorisation.Role.IncubationManager, world.House.Id)));
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

    // Handlers of the outbox run after the commit.
    private static async Task Held(BookingWorld world, Guid equipmentId)
    {
        for (var attempt = 0; !await world.Hub.WithRows(db => db.Bookings.AnyAsync(one => one.EquipmentId == equipmentId && one.State == BookingState.Held, Cancel), Cancel); attempt++)
        {
            (attempt < 400).ShouldBeTrue("No offer within 20 s");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    private static async Task Press<TPage>(IRenderedComponent<TPage> page, string text)
        where TPage : IComponent
    {
        page.WaitForAssertion(() => page.FindAll("button").ShouldContain(button => button.TextContent.Trim().EndsWith(text, StringComparison.Ordinal) && !button.HasAttribute("disabled")), Deadline);
        await page.FindAll("button").Last(button => button.TextContent.Trim().EndsWith(text, StringComparison.Ordinal)).ClickAsync();
    }

    private static Task Select<TPage>(IRenderedComponent<TPage> page, string option)
        where TPage : IComponent => page.WaitForElement($"dialog option[value='{option}']", Deadline).ParentElement!.ChangeAsync(new ChangeEventArgs { Value = option });

    private static AngleSharp.Dom.IElement Approve(IRenderedComponent<RequestsPage> page) => page.FindAll("li.card .card-foot button")[0];

    private static Task<Account> Manager(BookingWorld world) =>
        world.Hub.Given.Person(Platform.Authorisation.Grant.AtFacility(Platform.Authorisation.Role.IncubationManager, world.House.Id));

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
