using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Calendars;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Laboratory.Tests.Calendars;

public sealed class NoticeTests(HubAtTime hubs) : IClassFixture<HubAtTime>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => hubs.Time.GetUtcNow();

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_booking_is_invited_moved_and_taken_away_under_one_uid(DatabaseProvider database)
    {
        var house = await House.Of(await hubs.On(database), "America/New_York", "ja");
        var booking = await house.Booked(Now.AddDays(1), Now.AddDays(1).AddHours(1));
        await house.Tell(booking, BookingChange.Confirmed);
        await house.Changed(booking, row => (row.StartsAt, row.EndsAt, row.Revision) = (row.StartsAt.AddDays(14), row.EndsAt.AddDays(14), 2));
        await house.Tell(booking, BookingChange.Moved);
        await house.Changed(booking, row => (row.State, row.Revision, row.EndReason) = (BookingState.OutageCancelled, 3, "pump"));
        await house.Tell(booking, BookingChange.OutageCancelled);

        var mails = await house.MailsTo(house.Person);
        mails.Select(one => one.CalendarMethod).ShouldBe(["REQUEST", "REQUEST", "CANCEL"]);
        mails.Select(one => one.Subject.Split('：')[0]).ShouldBe(["予約確定", "日時変更", "停止による取り消し"]);
        mails[2].Body.ShouldContain("pump");
        var entries = new List<ReadEntry>();
        foreach (var mail in mails)
        {
            mail.Calendar!.ShouldContain($"METHOD:{mail.CalendarMethod}");
            entries.Add((await CalendarReaders.Read(mail.Calendar!)).ShouldHaveSingleItem());
        }

        entries.Select(one => one.Uid).Distinct().ShouldHaveSingleItem();
        entries.Select(one => one.Sequence).ShouldBe([1, 2, 3]);
        entries.Select(one => one.Status).ShouldBe(["CONFIRMED", "CONFIRMED", "CANCELLED"]);
        // The clocks change between the two.
        entries[1].Start.ShouldBe(entries[0].Start.AddDays(14));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_hand_over_takes_it_from_the_one_and_gives_it_to_the_other(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var house = await House.Of(hub);
        var colleague = await hub.Given.Person(Grant.InCompany(Role.TenantMember, house.Company.Id));
        var booking = await house.Booked(Now.AddDays(1), Now.AddDays(1).AddHours(1));
        await house.Tell(booking, BookingChange.Confirmed);
        // As the desk does: the one is superseded by another, and both are told.
        await house.Changed(booking, row => (row.State, row.Revision) = (BookingState.Superseded, 2));
        var handed = await house.Booked(booking.StartsAt, booking.EndsAt, by: colleague);
        await house.Tell(handed, BookingChange.HandedOver);
        await house.Tell(booking, BookingChange.HandedOver);
        (await house.MailsTo(house.Person)).Select(one => one.CalendarMethod).ShouldBe(["REQUEST", "CANCEL"]);
        (await house.MailsTo(colleague)).Select(one => (one.CalendarMethod, one.Subject.Split('：')[0])).ShouldBe([("REQUEST", "予約の引き継ぎ")]);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Whoever_of_the_staff_will_be_there_is_told_to_the_holder_and_noted_in_the_calendar(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var house = await House.Of(hub);
        var staff = await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, house.Facility.Id));
        var booking = await house.Booked(Now.AddDays(1), Now.AddDays(1).AddHours(1), purpose: "First run");
        await house.Changed(booking, row => (row.IsAssisted, row.AssistedById, row.Revision) = (true, staff.Id, 2));
        await house.Tell(booking, BookingChange.Assigned);
        var mail = (await house.MailsTo(house.Person)).ShouldHaveSingleItem();
        mail.Subject.ShouldStartWith("With staff: ");
        mail.Body.ShouldContain($"{staff.DisplayName} of the staff will be there");
        // Long lines are folded.
        mail.Calendar!.ReplaceLineEndings("\n").Replace("\n ", "", StringComparison.Ordinal).ShouldContain($"First run\\nWith you from the staff: {staff.DisplayName}");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_request_goes_to_those_who_approve_and_an_offer_to_who_waits(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var house = await House.Of(hub);
        var manager = await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, house.Facility.Id));
        var elsewhere = await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, (await hub.Given.Facility()).Id));
        await house.Tell(await house.Booked(Now.AddDays(1), Now.AddDays(1).AddHours(1), BookingState.PendingApproval), BookingChange.Requested);
        (await house.MailsTo(manager)).ShouldHaveSingleItem().CalendarMethod.ShouldBeNull();
        (await house.MailsTo(elsewhere)).ShouldBeEmpty();
        (await house.MailsTo(house.Person)).ShouldBeEmpty();
        await house.Tell(await house.Booked(Now.AddDays(2), Now.AddDays(2).AddHours(1), BookingState.Held), BookingChange.Offered);
        (await house.MailsTo(house.Person)).ShouldHaveSingleItem().Subject.ShouldStartWith("Free for you");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Nobody_is_reminded_twice_nor_once_it_began_and_each_as_long_before_as_they_chose(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var house = await House.Of(hub);
        using (var client = hub.Given.SignedIn(house.OtherPerson))
            (await client.Put("/notice-preferences", "*", new { muted = Array.Empty<string>(), reminderMinutes = 240 })).Status.ShouldBe(200);
        var start = Now.AddHours(6);
        var booking = await house.Booked(start, start.AddHours(1));
        await house.Booked(start.AddHours(2), start.AddHours(3), byOther: true);
        var job = new SendReminders(hub.Services.GetRequiredService<Platform.Jobs.HubWork>());
        async Task<(int Own, int Other)> After(TimeSpan wait)
        {
            hubs.Time.Advance(wait);
            await job.Send(Cancel);
            await job.Send(Cancel);
            return ((await house.MailsTo(house.Person)).Count, (await house.MailsTo(house.OtherPerson)).Count);
        }

        (await After(TimeSpan.FromHours(1))).ShouldBe((0, 0));
        // Four hours before for the one who chose that, an hour before for the other; however often the job runs.
        (await After(TimeSpan.FromHours(3))).ShouldBe((0, 1));
        (await After(TimeSpan.FromMinutes(59))).ShouldBe((0, 1));
        (await After(TimeSpan.FromMinutes(30))).ShouldBe((1, 1));
        // Moved: a new beginning is told anew.
        await house.Changed(booking, row => (row.StartsAt, row.EndsAt) = (row.StartsAt.AddHours(2), row.EndsAt.AddHours(2)));
        (await After(TimeSpan.FromMinutes(10))).ShouldBe((1, 1));
        (await After(TimeSpan.FromHours(2))).ShouldBe((2, 1));
        // Down from before it was due until it began: too late to be of use.
        await house.Booked(Now.AddHours(2), Now.AddHours(4));
        (await After(TimeSpan.FromHours(2))).ShouldBe((2, 1));
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_a_person_does_not_want_is_not_sent(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var house = await House.Of(hub);
        using var client = hub.Given.SignedIn(house.Person);
        var wish = await client.Get("/notice-preferences");
        wish["kinds"]!.AsArray().Select(one => one!["kind"]!.GetValue<string>())
            .Where(kind => kind.StartsWith("booking.", StringComparison.Ordinal)).ShouldBe(BookingNoticeKinds.All);
        (await client.Put("/notice-preferences", "*", new { muted = new[] { "no.such" } })).Code.ShouldBe("validation.failed");
        (await client.Put("/notice-preferences", "*", new { muted = Array.Empty<string>(), reminderMinutes = 61 })).Code.ShouldBe("validation.failed");
        var saved = await client.Put("/notice-preferences", "*", new { muted = new[] { "booking.changes" }, reminderMinutes = 0 });
        (await client.Put("/notice-preferences", null, new { muted = Array.Empty<string>() })).Code.ShouldBe("version.required");
        saved["kinds"]!.AsArray().Count(one => !one!["byMail"]!.GetValue<bool>()).ShouldBe(1);
        var booking = await house.Booked(Now.AddMinutes(30), Now.AddHours(1));
        await house.Tell(booking, BookingChange.Confirmed);
        await new SendReminders(hub.Services.GetRequiredService<Platform.Jobs.HubWork>()).Send(Cancel);
        (await house.MailsTo(house.Person)).ShouldBeEmpty();
        await house.Changed(booking, row => (row.State, row.Revision) = (BookingState.LateCancelled, 2));
        await house.Tell(booking, BookingChange.Cancelled);
        (await house.MailsTo(house.Person)).ShouldHaveSingleItem();
    }
}
