using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Bookings.Waiting;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static IncubatorHub.Laboratory.Tests.Bookings.BookingWorld;

namespace IncubatorHub.Laboratory.Tests.Bookings;

/// <summary>The clock moves, so each test has a hub of its own.</summary>
public sealed class WaitlistTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<(BookingWorld World, FakeTimeProvider Time)> Start(DatabaseProvider database)
    {
        var time = new FakeTimeProvider(At(9));
        return (await In(await HubFactory.Start(database, new HubOptions { Time = time }, Cancel)), time);
    }

    private static object Wish(Equipment equipment, DateTimeOffset from, DateTimeOffset until, int minutes) =>
        new { equipmentId = equipment.Id, from, until, minutes };

    // Handlers of the outbox run after the commit; the one that makes offers is asked directly, as often as it takes.
    private static async Task<ApiAnswer> Offered(HttpClient client, Guid entryId)
    {
        for (var attempt = 0; ; attempt++)
        {
            var entry = (await client.Get("/waitlist?mine=true")).Items.Single(one => one!["id"]!.GetValue<Guid>() == entryId)!;
            if (entry["offerId"] is { } offer && entry["state"]!.GetValue<string>() == "offered")
                return await client.Get($"/bookings/{offer.GetValue<Guid>()}");
            (attempt < 400).ShouldBeTrue($"No offer within 20 s: {entry.ToJsonString()}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Time_that_comes_free_is_held_for_the_first_in_line_until_taken(DatabaseProvider database)
    {
        var (world, _) = await Start(database);
        await using var hub = world.Hub;
        var instrument = await world.Instrument();
        var taken = await world.AsAnn.Post("/bookings", BookingWorld.Wish(instrument, At(13), At(17)));
        taken.Status.ShouldBe(201, taken.Body?.ToJsonString());
        var waiting = await world.AsEve.Post("/waitlist", Wish(instrument, At(13), At(17), 120));
        (waiting.Status, waiting["state"]!.GetValue<string>()).ShouldBe((201, "waiting"), waiting.Body?.ToJsonString());

        (await world.AsAnn.Act($"/bookings/{taken.Id}/cancel", "*")).Status.ShouldBe(200);
        var offer = await Offered(world.AsEve, waiting.Id);
        (offer["state"]!.GetValue<string>(), offer["startsAt"]!.GetValue<DateTimeOffset>(), offer["endsAt"]!.GetValue<DateTimeOffset>()).ShouldBe(("held", At(13), At(15)));
        (await world.AsBob.Post("/bookings", BookingWorld.Wish(instrument, At(14), At(16)))).Code.ShouldBe("booking.overlap");
        (await world.AsBob.Act($"/bookings/{offer.Id}/take-offer", null)).Code.ShouldBe("not-found");

        var booked = await world.AsEve.Act($"/bookings/{offer.Id}/take-offer", null);
        (booked.Status, booked["state"]!.GetValue<string>()).ShouldBe((200, "confirmed"), booked.Body?.ToJsonString());
        (await world.AsEve.Get("/waitlist?mine=true")).Items.Single()!["state"]!.GetValue<string>().ShouldBe("taken");
    }

    [Fact]
    public async Task An_offer_of_an_instrument_that_nobody_works_with_alone_asks_for_staff_once_it_is_taken()
    {
        var (world, _) = await Start(DatabaseProvider.Sqlite);
        await using var hub = world.Hub;
        var instrument = await world.Instrument();
        var taken = await world.AsAnn.Post("/bookings", BookingWorld.Wish(instrument, At(13), At(15)));
        (await world.Manager.Post("/policy-sets", new { facilityId = world.House.Id, equipmentId = instrument.Id, nameEn = "Staff", nameJa = "職員", rules = new { assistance = "required" } }))
            .Status.ShouldBe(201);
        var waiting = await world.AsEve.Post("/waitlist", Wish(instrument, At(13), At(15), 120));
        (await world.AsAnn.Act($"/bookings/{taken.Id}/cancel", "*")).Status.ShouldBe(200);
        var offer = await Offered(world.AsEve, waiting.Id);
        var booked = await world.AsEve.Act($"/bookings/{offer.Id}/take-offer", null);
        (booked["state"]!.GetValue<string>(), booked["isAssisted"]!.GetValue<bool>()).ShouldBe(("pendingApproval", true), booked.Body?.ToJsonString());
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_offer_that_nobody_takes_in_time_goes_to_the_next_in_line(DatabaseProvider database)
    {
        var (world, time) = await Start(database);
        await using var hub = world.Hub;
        var instrument = await world.Instrument();
        var taken = await world.AsAnn.Post("/bookings", BookingWorld.Wish(instrument, At(13), At(15)));
        var first = await world.AsEve.Post("/waitlist", Wish(instrument, At(13), At(15), 120));
        var second = await world.AsBob.Post("/waitlist", Wish(instrument, At(13), At(15), 120));
        (await world.AsAnn.Act($"/bookings/{taken.Id}/cancel", "*")).Status.ShouldBe(200);
        var offer = await Offered(world.AsEve, first.Id);

        time.SetUtcNow(offer["heldUntil"]!.GetValue<DateTimeOffset>().AddMinutes(-1));
        await Expire(world);
        (await world.AsEve.Get($"/bookings/{offer.Id}"))["state"]!.GetValue<string>().ShouldBe("held");
        time.SetUtcNow(offer["heldUntil"]!.GetValue<DateTimeOffset>());
        await Expire(world);
        await Expire(world);
        var over = await world.AsEve.Get($"/bookings/{offer.Id}");
        (over["state"]!.GetValue<string>(), over["revision"]!.GetValue<int>()).ShouldBe(("expired", 1), "handled once");
        (await world.AsEve.Act($"/bookings/{offer.Id}/take-offer", null)).Code.ShouldBe("booking.wrong-state");
        (await Offered(world.AsBob, second.Id))["startsAt"]!.GetValue<DateTimeOffset>().ShouldBe(At(13));
        (await world.AsEve.Get("/waitlist?mine=true")).Items.Single()!["state"]!.GetValue<string>().ShouldBe("passed");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_can_be_had_at_once_is_offered_at_once_and_can_be_declined(DatabaseProvider database)
    {
        var (world, _) = await Start(database);
        await using var hub = world.Hub;
        var instrument = await world.Instrument();
        var waiting = await world.AsAnn.Post("/waitlist", new { facilityId = world.House.Id, classCode = "balance", from = At(13), until = At(18), minutes = 60 });
        (waiting.Status, waiting["state"]!.GetValue<string>()).ShouldBe((201, "offered"), waiting.Body?.ToJsonString());
        waiting["offeredEquipmentId"]!.GetValue<Guid>().ShouldBe(instrument.Id);
        (await world.AsAnn.Act($"/bookings/{waiting["offerId"]!.GetValue<Guid>()}/decline-offer", null)).Status.ShouldBe(200);
        (await world.AsEve.Post("/bookings", BookingWorld.Wish(instrument, At(13), At(14)))).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Who_waits_for_a_time_that_is_over_is_taken_off_and_told_nothing()
    {
        var (world, time) = await Start(DatabaseProvider.Sqlite);
        await using var hub = world.Hub;
        var instrument = await world.Instrument();
        var taken = await world.AsAnn.Post("/bookings", BookingWorld.Wish(instrument, At(13), At(15)));
        await world.AsEve.Post("/waitlist", Wish(instrument, At(13), At(15), 60));
        time.SetUtcNow(At(14, 1));
        await hub.Services.GetRequiredService<SweepWaitlist>().Expire(Cancel);
        (await world.Manager.Act($"/bookings/{taken.Id}/cut-short", "*", new { reason = "Fire drill" })).Status.ShouldBe(200);
        (await world.AsEve.Get("/waitlist?mine=true")).Items.Single()!["state"]!.GetValue<string>().ShouldBe("expired");
        (await world.Hub.WithRows(db => db.Bookings.CountAsync(one => one.State == BookingState.Held, Cancel), Cancel)).ShouldBe(0);
    }

    private static Task<int> Expire(BookingWorld world) => world.Hub.Services.GetRequiredService<ExpireHolds>().Expire(Cancel);
}
