using System.Text.Json.Nodes;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Webhooks;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Laboratory.Tests.Calendars;

public sealed class BookingWebhookTests(HubAtTime hubs) : IClassFixture<HubAtTime>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_reschedule_and_a_cancellation_are_told_apart_and_only_to_whom_they_concern(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var house = await House.Of(hub);
        using var manager = hub.Given.SignedIn(await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, house.Facility.Id)));
        using var admin = hub.Given.SignedIn(await hub.Given.Person(Grant.InCompany(Role.TenantAdmin, house.OtherCompany.Id)));
        var ofHouse = (await manager.Post("/webhooks", new { scope = "facility", scopeId = house.Facility.Id, name = "House", url = "https://example.jp/hook" }))["webhook"]!["id"]!.GetValue<Guid>();
        var ofMoves = (await manager.Post("/webhooks", new
        {
            scope = "facility", scopeId = house.Facility.Id, name = "Moves", url = "https://example.jp/hook", kinds = new[] { "booking.moved" },
        }))["webhook"]!["id"]!.GetValue<Guid>();
        var ofOther = (await admin.Post("/webhooks", new { scope = "company", scopeId = house.OtherCompany.Id, name = "Other", url = "https://example.jp/hook" }))["webhook"]!["id"]!.GetValue<Guid>();

        var start = hubs.Time.GetUtcNow().AddDays(1);
        var booking = await house.Booked(start, start.AddHours(1));
        await house.Tell(booking, BookingChange.Confirmed);
        await house.Changed(booking, row => (row.StartsAt, row.EndsAt, row.Revision) = (start.AddHours(4), start.AddHours(5), 2));
        await house.Tell(booking, BookingChange.Moved);
        await house.Changed(booking, row => (row.State, row.Revision, row.EndReason) = (BookingState.Withdrawn, 3, "not needed"));
        await house.Tell(booking, BookingChange.Cancelled);

        async Task<List<JsonNode>> Told(Guid id) => await hub.WithRows(async db => (await db.WebhookDeliveries.AsNoTracking()
            .Where(one => one.SubscriptionId == id).OrderBy(one => one.Sequence).Select(one => one.Body).ToListAsync(Cancel)).ConvertAll(body => JsonNode.Parse(body)!), Cancel);

        var all = await Told(ofHouse);
        all.Select(one => (one["type"]!.GetValue<string>(), one["sequence"]!.GetValue<long>()))
            .ShouldBe([("booking.confirmed", 1), ("booking.moved", 2), ("booking.cancelled", 3)]);
        var data = all[1]["data"]!;
        data["from"]!["startsAt"]!.GetValue<DateTimeOffset>().ShouldBe(start);
        data["to"]!["startsAt"]!.GetValue<DateTimeOffset>().ShouldBe(start.AddHours(4));
        all[1]["facilityId"]!.GetValue<Guid>().ShouldBe(house.Facility.Id);
        all[2]["data"]!["endReason"]!.GetValue<string>().ShouldBe("not needed");
        all[2]["data"]!.AsObject().ContainsKey("from").ShouldBeFalse();
        (await Told(ofMoves)).ShouldHaveSingleItem()["sequence"]!.GetValue<long>().ShouldBe(1);
        (await Told(ofOther)).ShouldBeEmpty();
    }
}
