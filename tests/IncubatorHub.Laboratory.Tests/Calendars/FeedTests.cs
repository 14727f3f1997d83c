using System.Net;
using System.Text;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Calendars;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Laboratory.Tests.Calendars;

public sealed class FeedTests(HubAtTime hubs) : IClassFixture<HubAtTime>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Asia/Tokyo")]
    [InlineData("America/New_York")]
    [InlineData("Europe/Berlin")]
    [InlineData("Africa/Casablanca")]
    public async Task Two_parsers_of_others_read_a_feed_alike_across_the_change_of_the_clock(string zone)
    {
        var house = await House.Of(await hubs.On(DatabaseProvider.Sqlite), zone);
        // Before and after the switches of autumn and spring, across each, and in both of the hours that have one name.
        DateTimeOffset[] starts =
        [
            new(2026, 10, 24, 22, 0, 0, TimeSpan.Zero), new(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), new(2026, 10, 25, 1, 30, 0, TimeSpan.Zero),
            new(2026, 11, 1, 4, 0, 0, TimeSpan.Zero), new(2026, 11, 1, 5, 30, 0, TimeSpan.Zero), new(2026, 11, 1, 6, 30, 0, TimeSpan.Zero),
            new(2026, 12, 24, 9, 0, 0, TimeSpan.Zero), new(2027, 3, 14, 6, 30, 0, TimeSpan.Zero), new(2027, 3, 28, 0, 30, 0, TimeSpan.Zero),
            new(2027, 7, 1, 9, 0, 0, TimeSpan.Zero),
        ];
        var bookings = new List<Booking>();
        foreach (var start in starts)
            bookings.Add(await house.Booked(start, start.AddHours(2)));
        bookings.Add(await house.Booked(starts[0].AddDays(1), starts[0].AddDays(9)));

        var read = await CalendarReaders.Read(await house.TextOf(await house.FeedOf(house.Person, "person")));
        read.Select(one => (one.Start, one.End)).ShouldBe(bookings.Select(one => (one.StartsAt, one.EndsAt)), ignoreOrder: true);
        read.ShouldAllBe(one => one.Status == "CONFIRMED" && one.Sequence == 1 && one.Summary == house.Instrument.NameEn);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task States_and_moves_reach_the_calendar(DatabaseProvider database)
    {
        var house = await House.Of(await hubs.On(database), language: "ja");
        var (moved, cancelled, pending) = (
            await house.Booked(Noon, Noon.AddHours(1), purpose: "a, b; c\\d\nsecond line"), await house.Booked(Noon.AddDays(1), Noon.AddDays(1).AddHours(1)),
            await house.Booked(Noon.AddDays(2), Noon.AddDays(2).AddHours(1), BookingState.PendingApproval));
        var path = await house.FeedOf(house.Person, "person");
        var before = await CalendarReaders.Read(await house.TextOf(path));
        before.Count.ShouldBe(3);
        before.Single(one => one.Uid.Contains($"{pending.Id:N}", StringComparison.Ordinal)).Status.ShouldBe("TENTATIVE");
        before.Single(one => one.Uid.Contains($"{pending.Id:N}", StringComparison.Ordinal)).Summary.ShouldBe($"{house.Instrument.NameJa}（承認待ち）");
        var first = before.Single(one => one.Uid.Contains($"{moved.Id:N}", StringComparison.Ordinal));
        (first.Summary, first.Location, first.Description, first.Url).ShouldBe(
            (house.Instrument.NameJa, house.Facility.NameJa, "a, b; c\\d\nsecond line", $"http://localhost:5080/bookings/{moved.Id}"));

        await house.Changed(moved, row => (row.StartsAt, row.EndsAt, row.Revision) = (row.StartsAt.AddHours(3), row.EndsAt.AddHours(3), row.Revision + 1));
        await house.Changed(cancelled, row => (row.State, row.Revision) = (BookingState.Withdrawn, row.Revision + 1));
        var after = await CalendarReaders.Read(await house.TextOf(path));
        after.Select(one => one.Uid).ShouldBe(before.Select(one => one.Uid));
        var second = after.Single(one => one.Uid == first.Uid);
        (second.Sequence, second.Start, second.Status).ShouldBe((2, first.Start.AddHours(3), "CONFIRMED"));
        after.Single(one => one.Uid.Contains($"{cancelled.Id:N}", StringComparison.Ordinal)).Status.ShouldBe("CANCELLED");
    }

    [Fact]
    public void Every_state_has_its_status()
    {
        Enum.GetValues<BookingState>().ToLookup(CalendarEntry.StatusOf)[EntryStatus.Confirmed].ShouldBe(
            [BookingState.Confirmed, BookingState.CheckedIn, BookingState.InUse, BookingState.Completed, BookingState.CutShort]);
        Enum.GetValues<BookingState>().ToLookup(CalendarEntry.StatusOf)[EntryStatus.Tentative].ShouldBe([BookingState.Held, BookingState.PendingApproval]);
    }

    [Fact]
    public async Task Lines_are_folded_within_75_octets_and_end_as_they_must()
    {
        var house = await House.Of(await hubs.On(DatabaseProvider.Sqlite), language: "ja");
        await house.Booked(Noon, Noon.AddHours(1), purpose: string.Concat(Enumerable.Repeat("細胞培養の前処理、", 40)));
        var text = await house.TextOf(await house.FeedOf(house.Person, "person"));
        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain('\n');
        text.Split("\r\n").Max(Encoding.UTF8.GetByteCount).ShouldBeLessThanOrEqualTo(75);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_instrument_feed_names_nobody_of_another_company_to_a_tenant(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var house = await House.Of(hub);
        await house.Booked(Noon, Noon.AddHours(1), purpose: "ours");
        await house.Booked(Noon.AddHours(2), Noon.AddHours(3), byOther: true, purpose: "a secret");
        await house.Booked(Noon.AddHours(4), Noon.AddHours(5), BookingState.Withdrawn, byOther: true);
        var text = await house.TextOf(await house.FeedOf(house.Person, "instrument", house.Instrument.Id));
        text.ShouldNotContain("a secret");
        text.ShouldNotContain(house.OtherPerson.DisplayName);
        var read = await CalendarReaders.Read(text);
        read.Select(one => one.Summary).ShouldBe([$"{house.Instrument.NameEn} – {house.Person.DisplayName}", $"{house.Instrument.NameEn}: taken"], ignoreOrder: true);

        var manager = await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, house.Facility.Id));
        var all = await house.TextOf(await house.FeedOf(manager, "instrument", house.Instrument.Id));
        all.ShouldContain("DESCRIPTION:a secret");
        (await CalendarReaders.Read(all)).Count.ShouldBe(3);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_company_feed_shows_its_people_and_no_other_company(DatabaseProvider database)
    {
        var house = await House.Of(await hubs.On(database));
        await house.Booked(Noon, Noon.AddHours(1));
        await house.Booked(Noon.AddHours(2), Noon.AddHours(3), byOther: true);
        var read = await CalendarReaders.Read(await house.TextOf(await house.FeedOf(house.Person, "company", house.Company.Id)));
        read.ShouldHaveSingleItem().Summary.ShouldEndWith(house.Person.DisplayName);
        using var client = house.Hub.Given.SignedIn(house.Person);
        (await client.Post("/calendar-feeds", new { kind = "company", subjectId = house.OtherCompany.Id, name = "x" })).Status.ShouldBe(404);
        (await client.Post("/calendar-feeds", new { kind = "company", name = "x" })).Code.ShouldBe("validation.failed");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_feed_ends_when_it_is_revoked_and_when_its_owner_loses_sight(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var house = await House.Of(hub);
        var (own, company, instrument) = (await house.FeedOf(house.Person, "person"), await house.FeedOf(house.Person, "company", house.Company.Id),
            await house.FeedOf(house.Person, "instrument", house.Instrument.Id));
        async Task<HttpStatusCode[]> Statuses()
        {
            using var client = hub.Anonymous();
            var all = new List<HttpStatusCode>();
            foreach (var path in new[] { own, company, instrument, $"/calendars/{PersonCallers.NewToken()}.ics" })
            {
                using var answer = await client.GetAsync(path, Cancel);
                all.Add(answer.StatusCode);
            }

            return [.. all];
        }

        const HttpStatusCode Ok = HttpStatusCode.OK, None = HttpStatusCode.NotFound;
        (await Statuses()).ShouldBe([Ok, Ok, Ok, None]);
        // The company moves out: its people see the house and its instruments no more.
        await hub.WithRows(db => db.Tenancies.Where(one => one.CompanyId == house.Company.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.State, TenancyState.Cancelled), Cancel), Cancel);
        (await Statuses()).ShouldBe([Ok, Ok, None, None]);
        // The person leaves the company.
        await hub.WithRows(db => db.RoleGrants.Where(one => one.AccountId == house.Person.Id).ExecuteDeleteAsync(Cancel), Cancel);
        (await Statuses()).ShouldBe([None, None, None, None]);
        await hub.WithRows(db => Task.FromResult(db.Add(RoleGrant.ToAccount(house.Person.Id, Grant.InCompany(Role.TenantMember, house.Company.Id)))), Cancel);
        (await Statuses()).ShouldBe([Ok, Ok, None, None]);
        using (var client = hub.Given.SignedIn(house.Person))
        {
            var feeds = (await client.Get("/calendar-feeds?sort=createdAt")).Items;
            feeds.Count.ShouldBe(3);
            feeds.ToJsonString().ShouldNotContain(own.Split('/', '.')[2]);
            (await client.Act($"/calendar-feeds/{feeds[0]!["id"]}/revoke", null)).Status.ShouldBe(204);
            using var other = hub.Given.SignedIn(house.OtherPerson);
            (await other.Act($"/calendar-feeds/{feeds[1]!["id"]}/revoke", null)).Status.ShouldBe(404);
        }

        (await Statuses()).ShouldBe([None, Ok, None, None]);
        await hub.WithRows(async db => (await db.Accounts.SingleAsync(one => one.Id == house.Person.Id, Cancel)).LockedAt = Noon, Cancel);
        (await Statuses()).ShouldBe([None, None, None, None]);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_did_not_change_is_not_sent_again_and_a_reading_is_noted_once_an_hour(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var house = await House.Of(hub);
        var booking = await house.Booked(Noon, Noon.AddHours(1));
        var path = await house.FeedOf(house.Person, "person");
        async Task<(HttpStatusCode Status, string Tag)> Get(string? tag, HttpMethod? method = null)
        {
            using var client = hub.Anonymous();
            using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
            if (tag is not null)
                request.Headers.TryAddWithoutValidation("If-None-Match", tag);
            using var answer = await client.SendAsync(request, Cancel);
            return (answer.StatusCode, answer.Headers.ETag!.ToString());
        }

        Task<DateTimeOffset?> Noted() => hub.WithRows(db => db.CalendarFeeds.Where(one => one.OwnerId == house.Person.Id).Select(one => one.LastReadAt).SingleAsync(Cancel), Cancel);

        (await Noted()).ShouldBeNull();
        var (_, tag) = await Get(null);
        (await Noted()).ShouldBe(hubs.Time.GetUtcNow());
        var first = hubs.Time.GetUtcNow();
        (await Get(tag)).ShouldBe((HttpStatusCode.NotModified, tag));
        (await Get(tag, HttpMethod.Head)).Status.ShouldBe(HttpStatusCode.NotModified);
        hubs.Time.Advance(TimeSpan.FromMinutes(59));
        (await Get($"W/{tag}, \"other\"")).Status.ShouldBe(HttpStatusCode.NotModified);
        (await Noted()).ShouldBe(first);
        hubs.Time.Advance(TimeSpan.FromMinutes(1));
        await house.Changed(booking, row => row.Revision++);
        var changed = await Get(tag);
        changed.Status.ShouldBe(HttpStatusCode.OK);
        changed.Tag.ShouldNotBe(tag);
        (await Noted()).ShouldBe(first.AddHours(1));
    }

    [Fact]
    public async Task A_feed_holds_90_days_back_and_400_ahead()
    {
        var house = await House.Of(await hubs.On(DatabaseProvider.Sqlite));
        var now = hubs.Time.GetUtcNow();
        var minute = TimeSpan.FromMinutes(1);
        await house.Booked(now.AddDays(-91), now.AddDays(-90));
        var oldest = await house.Booked(now.AddDays(-91).AddHours(2), now.AddDays(-90) + minute + minute);
        var latest = await house.Booked(now.AddDays(400) - minute, now.AddDays(401));
        await house.Booked(now.AddDays(400) + minute + minute, now.AddDays(401));
        var read = await CalendarReaders.Read(await house.TextOf(await house.FeedOf(house.Person, "person")));
        read.Select(one => one.Start).ShouldBe([oldest.StartsAt, latest.StartsAt], ignoreOrder: true);
    }

    [Fact]
    public void The_largest_feed_is_made_while_a_program_waits()
    {
        var entries = Enumerable.Range(0, ReadCalendarFeed.MaxEntries).Select(hour => new CalendarEntry(
            $"booking-{Guid.CreateVersion7():N}@incubatorhub", Noon.AddHours(hour), Noon.AddHours(hour + 1), "Europe/Berlin", EntryStatus.Confirmed, 1, Noon, "Summary", "Where", "What for",
            "https://example.jp/bookings/1")).ToList();
        var started = TimeProvider.System.GetTimestamp();
        var text = CalendarText.Feed("Largest", entries);
        var took = TimeProvider.System.GetElapsedTime(started);
        Console.WriteLine($"figure: a feed of {entries.Count} entries, {text.Length / 1024} KiB, is made in {took.TotalMilliseconds:0} ms");
        text.Split("BEGIN:VEVENT").Length.ShouldBe(entries.Count + 1);
        took.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_person_has_at_most_twenty_feeds_and_a_key_has_none()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var house = await House.Of(hub);
        for (var made = 0; made < CalendarFeed.MaxPerOwner; made++)
            await house.FeedOf(house.Person, "person");
        using var client = hub.Given.SignedIn(house.Person);
        (await client.Post("/calendar-feeds", new { kind = "person", name = "x" })).Code.ShouldBe("calendar.too-many-feeds");
        using var key = await hub.Given.TenantMemberOf(house.Company.Id);
        (await key.Post("/calendar-feeds", new { kind = "person", name = "x" })).Code.ShouldBe("calendar.person-only");
    }
}
