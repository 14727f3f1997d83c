using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using static IncubatorHub.Laboratory.Tests.Bookings.BookingWorld;

namespace IncubatorHub.Laboratory.Tests.Bookings;

public sealed class BookEquipmentTests(BookingHubs hubs) : IClassFixture<BookingHubs>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_tenant_books_a_free_instrument_and_it_stands_in_utc(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var instrument = await world.Instrument(one => (one.WarmUpMinutes, one.CoolDownMinutes) = (15, 30));

        var made = await world.AsAnn.Post("/bookings", Wish(instrument, At(13), At(15)));

        made.Status.ShouldBe(201, made.Body?.ToJsonString());
        made["state"]!.GetValue<string>().ShouldBe("confirmed");
        made["startsAt"]!.GetValue<string>().ShouldBe("2026-11-25T04:00:00+00:00");
        made["personName"]!.GetValue<string>().ShouldBe(world.Ann.DisplayName);
        made["companyId"]!.GetValue<Guid>().ShouldBe(world.Firm.Id);
        var blocked = await world.Hub.WithRows(db => db.Occupancies.AsNoTracking().SingleAsync(one => one.BookingId == made.Id, Cancel), Cancel);
        (blocked.From, blocked.Until).ShouldBe((At(12, 45), At(15, 30)));
        (await world.AsAnn.Get($"/bookings/{made.Id}"))["purpose"]!.GetValue<string>().ShouldBe("Pellets");
        (await world.AsBob.Get($"/bookings?equipmentId={instrument.Id}")).Items.Count.ShouldBe(1);
        (await world.AsBob.Get($"/bookings?equipmentId={instrument.Id}&mine=true")).Items.Count.ShouldBe(0);
        (await world.Manager.Get($"/bookings?facilityId={world.House.Id}&from=2026-11-25T00:00:00Z&to=2026-11-26T00:00:00Z&state=confirmed&live=true")).Items.Count.ShouldBe(1);
        (await world.AsEve.Get($"/bookings/{made.Id}")).Status.ShouldBe(404);
        (await world.AsEve.Get("/bookings")).Items.Count.ShouldBe(0);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_is_taken_is_refused_with_alternatives_and_back_to_back_is_not_taken(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var (first, second) = (await world.Instrument(), await world.Instrument());
        (await world.AsAnn.Post("/bookings", Wish(first, At(13), At(15)))).Status.ShouldBe(201);

        var refused = await world.AsEve.Post("/bookings", Wish(first, At(14), At(16)));

        (refused.Status, refused.Code).ShouldBe((409, "booking.overlap"));
        var alternatives = refused["alternatives"]!.AsArray();
        alternatives.Select(one => (one!["equipmentId"]!.GetValue<Guid>(), one["startsAt"]!.GetValue<DateTimeOffset>()))
            .ShouldBe([(second.Id, At(14)), (first.Id, At(15))], ignoreOrder: true);
        refused.Body!.ToJsonString().ShouldNotContain(world.Ann.Id.ToString());
        (await world.AsEve.Post("/bookings", Wish(first, At(15), At(16)))).Status.ShouldBe(201);
        (await world.AsEve.Post("/bookings", Wish(first, At(12), At(13)))).Status.ShouldBe(201);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Parallel_slots_are_filled_from_below_and_no_further(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var shaker = await world.Instrument(one => one.ParallelSlots = 2);

        var slots = new List<int>();
        foreach (var client in new[] { world.AsAnn, world.AsEve })
            slots.Add((await client.Post("/bookings", Wish(shaker, At(13), At(15))))["slotIndex"]!.GetValue<int>());

        slots.ShouldBe([0, 1]);
        (await world.AsBob.Post("/bookings", Wish(shaker, At(14), At(16)))).Code.ShouldBe("booking.overlap");
        (await world.AsBob.Post("/bookings", Wish(shaker, At(15), At(16))))["slotIndex"]!.GetValue<int>().ShouldBe(0);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_colleague_and_a_manager_book_for_others_and_a_stranger_does_not(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var instrument = await world.Instrument();

        var forBob = await world.AsAnn.Post("/bookings", Wish(instrument, At(13), At(14), world.Bob.Id));
        (forBob.Status, forBob["personId"]!.GetValue<Guid>(), forBob["bookedById"]!.GetValue<Guid>()).ShouldBe((201, world.Bob.Id, world.Ann.Id));
        (await world.Manager.Post("/bookings", Wish(instrument, At(15), At(16), world.Eve.Id))).Status.ShouldBe(201);
        (await world.AsAnn.Post("/bookings", Wish(instrument, At(17), At(18), world.Eve.Id))).Code.ShouldBe("not-found");
        (await world.AsAnn.Post("/bookings", Wish(instrument, At(17), At(18), world.Eve.Id, world.Firm.Id))).Code.ShouldBe("booking.no-member");
        (await world.AsAnn.Post("/bookings", Wish(instrument, At(17), At(18), world.Eve.Id, world.Neighbour.Id))).Code.ShouldBe("not-found");
        (await world.Manager.Post("/bookings", Wish(instrument, At(17), At(18)))).Code.ShouldBe("not-found");
        var key = await world.Hub.Given.TenantMemberOf(world.Firm.Id);
        (await key.Post("/bookings", Wish(instrument, At(17), At(18)))).Code.ShouldBe("validation.failed");
        (await key.Post("/bookings", Wish(instrument, At(17), At(18), world.Ann.Id))).Status.ShouldBe(201);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Equipment_that_cannot_be_booked_says_why(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var open = await world.Instrument(one => one.IsBookable = false);
        var gone = await world.Instrument(one => one.Retire(At(8)));
        var (elsewhere, _) = (await In(world.Hub), 0);
        var strange = await elsewhere.Instrument();

        (await world.AsAnn.Post("/bookings", Wish(open, At(13), At(14)))).Code.ShouldBe("booking.not-bookable");
        (await world.AsAnn.Post("/bookings", Wish(gone, At(13), At(14)))).Code.ShouldBe("booking.equipment-retired");
        (await world.AsAnn.Post("/bookings", Wish(strange, At(13), At(14)))).Code.ShouldBe("not-found");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_dark_room_is_booked_along_or_nothing_is(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var room = await world.Zone();
        var (left, right) = (await world.Instrument(one => one.CompanionZoneId = room.Id), await world.Instrument(one => one.CompanionZoneId = room.Id));

        var made = await world.AsAnn.Post("/bookings", Wish(left, At(13), At(15)));
        made.Status.ShouldBe(201, made.Body?.ToJsonString());
        var along = (await world.AsAnn.Get($"/bookings?zoneId={room.Id}")).Items.ShouldHaveSingleItem()!;
        along["mainBookingId"]!.GetValue<Guid>().ShouldBe(made.Id);

        (await world.AsEve.Post("/bookings", Wish(right, At(14), At(16)))).Code.ShouldBe("booking.overlap");
        (await world.AsEve.Get($"/bookings?equipmentId={right.Id}")).Items.Count.ShouldBe(0);
        (await world.AsAnn.Act($"/bookings/{along["id"]}/cancel", along["version"]!.GetValue<string>())).Code.ShouldBe("booking.belongs-to-main");
        (await world.AsAnn.Act($"/bookings/{made.Id}/cancel", made.Version)).Status.ShouldBe(200);
        (await world.AsAnn.Get($"/bookings/{along["id"]}"))["state"]!.GetValue<string>().ShouldBe("withdrawn");
        (await world.AsEve.Post("/bookings", Wish(right, At(14), At(16)))).Status.ShouldBe(201);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_house_sees_when_and_only_the_company_sees_whose(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var instrument = await world.Instrument(one => one.CoolDownMinutes = 30);
        var made = await world.AsAnn.Post("/bookings", Wish(instrument, At(13), At(15)));
        await world.Hub.WithRows(db =>
        {
            db.Add(new Outage { FacilityId = world.House.Id, EquipmentId = instrument.Id, StartsAt = At(18), EndsAt = At(20), Cause = "Belt" });
            return Task.FromResult(0);
        }, Cancel);
        var path = $"/facilities/{world.House.Id}/calendar?from=2026-11-25T00:00:00Z&to=2026-11-26T00:00:00%2B00:00";

        var own = await world.AsBob.Get(path);
        own["blocks"]![0]!["booking"]!["personName"]!.GetValue<string>().ShouldBe(world.Ann.DisplayName);
        (await world.Manager.Get(path))["blocks"]![0]!["booking"]!["id"]!.GetValue<Guid>().ShouldBe(made.Id);
        var strange = await world.AsEve.Get(path);
        strange["blocks"]![0]!["until"]!.GetValue<DateTimeOffset>().ShouldBe(At(15, 30));
        strange["blocks"]![0]!["booking"].ShouldBeNull();
        strange["outages"]!.AsArray().ShouldHaveSingleItem()!["cause"]!.GetValue<string>().ShouldBe("Belt");
        (await world.AsEve.Get($"/facilities/{world.House.Id}/calendar?from=2026-11-25T00:00:00Z&to=2027-01-26T00:00:01Z")).Code.ShouldBe("validation.failed");
        (await world.AsEve.Get($"/facilities/{world.House.Id}/calendar?from=2026-11-25T00:00:00Z&to=2027-01-26T00:00:00Z")).Status.ShouldBe(200);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_longest_booking_is_named_in_the_calendar_from_the_first_minute_of_the_longest_warm_up_to_the_last_of_the_cool_down(DatabaseProvider database)
    {
        var world = await In(await hubs.On(database));
        var instrument = await world.Instrument(one => (one.WarmUpMinutes, one.CoolDownMinutes) = (Equipment.MaxBufferMinutes, Equipment.MaxBufferMinutes));
        var start = At(13).AddDays(2).ToUniversalTime();
        var made = await world.AsAnn.Post("/bookings", Wish(instrument, start, start.Add(BookingLimits.Longest)));
        made.Status.ShouldBe(201);

        foreach (var minute in new[] { start.AddDays(-1), start, start.AddDays(46), start.Add(BookingLimits.Longest).AddDays(1).AddMinutes(-1) })
        {
            var path = $"/facilities/{world.House.Id}/calendar?from={minute:yyyy-MM-ddTHH:mm:ssZ}&to={minute.AddMinutes(1):yyyy-MM-ddTHH:mm:ssZ}&equipmentId={instrument.Id}";
            var block = (await world.AsAnn.Get(path))["blocks"]!.AsArray().ShouldHaveSingleItem()!;
            block["booking"]!["id"]!.GetValue<Guid>().ShouldBe(made.Id);
        }
    }
}
