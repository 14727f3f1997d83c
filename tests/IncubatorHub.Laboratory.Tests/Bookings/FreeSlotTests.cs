using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using static IncubatorHub.Laboratory.Tests.Bookings.BookingWorld;

namespace IncubatorHub.Laboratory.Tests.Bookings;

public sealed class FreeSlotTests(BookingHubs hubs) : IClassFixture<BookingHubs>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Free_times_of_a_class_are_told_over_all_its_instruments_and_can_be_booked(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var (busy, idle) = (await world.Instrument(), await world.Instrument(one => one.WarmUpMinutes = 30));
        (await world.AsEve.Post("/bookings", Wish(busy, At(10), At(12)))).Status.ShouldBe(201);
        await world.Hub.WithRows(db =>
        {
            db.Add(new Outage { FacilityId = world.House.Id, EquipmentId = idle.Id, StartsAt = At(9).ToUniversalTime(), EndsAt = At(11).ToUniversalTime(), Cause = "Filter" });
            return Task.FromResult(0);
        }, Cancel);
        var found = await world.AsAnn.Get($"/bookings/free-slots?facilityId={world.House.Id}&class=balance&minutes=90&perInstrument=1&from={Uri.EscapeDataString(At(10).ToString("O"))}");
        found.Status.ShouldBe(200, found.Body?.ToJsonString());
        var slots = found.Body!.AsArray();
        slots.Select(one => (one!["equipmentId"]!.GetValue<Guid>(), one["startsAt"]!.GetValue<DateTimeOffset>())).ShouldBe([(idle.Id, At(11)), (busy.Id, At(12))]);
        foreach (var slot in slots)
            (await world.AsAnn.Post("/bookings", Wish(slot!["equipmentId"]!.GetValue<Guid>() == idle.Id ? idle : busy, At(18), At(19)))).Status.ShouldBeOneOf(201, 409);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_outage_over_bookings_is_accepted_and_they_are_listed_and_cancelled_free(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var room = await world.Zone();
        var (inside, elsewhere) = (await world.Instrument(one => one.ZoneId = room.Id), await world.Instrument());
        var hit = await world.AsAnn.Post("/bookings", Wish(inside, At(13), At(15)));
        (await world.AsAnn.Post("/bookings", Wish(inside, At(20), At(21)))).Status.ShouldBe(201);
        (await world.AsEve.Post("/bookings", Wish(elsewhere, At(13), At(15)))).Status.ShouldBe(201);
        var outage = await world.Hub.WithRows(db =>
        {
            var one = new Outage
            {
                FacilityId = world.House.Id, ZoneId = room.Id, StartsAt = At(14).ToUniversalTime(), EndsAt = At(18).ToUniversalTime(), Cause = "Water leak", IsSafety = true,
            };
            db.Add(one);
            return Task.FromResult(one);
        }, Cancel);

        (await world.AsAnn.Get($"/outages/{outage.Id}/bookings")).Code.ShouldBe("auth.forbidden");
        var listed = await world.Manager.Get($"/outages/{outage.Id}/bookings");
        listed.Body!.AsArray().Select(one => one!["id"]!.GetValue<Guid>()).ShouldBe([hit.Id]);
        var cancelled = await world.Manager.Act($"/outages/{outage.Id}/cancel-bookings", null);
        (cancelled.Status, cancelled["left"]!.GetValue<int>()).ShouldBe((200, 0), cancelled.Body?.ToJsonString());
        var now = await world.AsAnn.Get($"/bookings/{hit.Id}");
        (now["state"]!.GetValue<string>(), now["endReason"]!.GetValue<string>()).ShouldBe(("outageCancelled", "Water leak"));
    }
}
