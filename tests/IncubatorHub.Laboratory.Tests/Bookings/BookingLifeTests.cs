using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using static IncubatorHub.Laboratory.Tests.Bookings.BookingWorld;

namespace IncubatorHub.Laboratory.Tests.Bookings;

/// <summary>What becomes of a booking after it was made. The clock moves, so each test has a hub of its own.</summary>
public sealed class BookingLifeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Body(ApiAnswer answer) => $"{answer.Status} {answer.Body?.ToJsonString()}";

    private static async Task<(BookingWorld World, FakeTimeProvider Time)> Start(DatabaseProvider database)
    {
        var time = new FakeTimeProvider(At(9));
        return (await In(await HubFactory.Start(database, new HubOptions { Time = time }, Cancel)), time);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_booking_moves_to_another_time_and_to_another_instrument_of_its_class(DatabaseProvider database)
    {
        var (world, _) = await Start(database);
        await using var hub = world.Hub;
        var (first, second) = (await world.Instrument(), await world.Instrument());
        var other = await world.Instrument(one => one.ClassCode = "microscope");
        var made = await world.AsAnn.Post("/bookings", Wish(first, At(13), At(15)));

        (await world.AsAnn.Act($"/bookings/{made.Id}/move", null, new { startsAt = At(14), endsAt = At(16) })).Code.ShouldBe("version.required");
        var moved = await world.AsAnn.Act($"/bookings/{made.Id}/move", made.Version, new { startsAt = At(14), endsAt = At(16) });
        moved.Status.ShouldBe(200, Body(moved));
        (moved.Id, moved["revision"]!.GetValue<int>(), moved["startsAt"]!.GetValue<DateTimeOffset>()).ShouldBe((made.Id, 1, At(14)));
        (await world.AsAnn.Act($"/bookings/{made.Id}/move", made.Version, new { startsAt = At(10), endsAt = At(11) })).Code.ShouldBe("version.stale");
        (await world.AsEve.Post("/bookings", Wish(first, At(13), At(14)))).Status.ShouldBe(201);
        (await world.AsEve.Act($"/bookings/{made.Id}/move", "*", new { startsAt = At(10), endsAt = At(11) })).Code.ShouldBe("not-found");

        (await world.AsAnn.Act($"/bookings/{made.Id}/move", moved.Version, new { startsAt = At(14), endsAt = At(16), equipmentId = other.Id })).Code.ShouldBe("booking.another-class");
        var elsewhere = await world.AsAnn.Act($"/bookings/{made.Id}/move", moved.Version, new { startsAt = At(14), endsAt = At(16), equipmentId = second.Id });
        elsewhere.Status.ShouldBe(200, Body(elsewhere));
        elsewhere["equipmentId"]!.GetValue<Guid>().ShouldBe(second.Id);
        var old = await world.AsAnn.Get($"/bookings/{made.Id}");
        (old["state"]!.GetValue<string>(), old["supersededById"]!.GetValue<Guid>()).ShouldBe(("superseded", elsewhere.Id));
        (await world.AsEve.Post("/bookings", Wish(first, At(14), At(16)))).Status.ShouldBe(201);
        (await world.AsEve.Act($"/bookings/{made.Id}/cancel", "*")).Code.ShouldBe("not-found");
        (await world.AsAnn.Act($"/bookings/{made.Id}/cancel", "*")).Code.ShouldBe("booking.wrong-state");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_was_booked_along_moves_and_goes_with_it(DatabaseProvider database)
    {
        var (world, _) = await Start(database);
        await using var hub = world.Hub;
        var room = await world.Zone();
        var meter = await world.Instrument(one => one.ClassCode = "ph-meter");
        var microscope = await world.Instrument(one => (one.CompanionZoneId, one.CompanionEquipmentId) = (room.Id, meter.Id));
        (await world.AsEve.Post("/bookings", Wish(meter, At(17), At(18)))).Status.ShouldBe(201);
        var made = await world.AsAnn.Post("/bookings", Wish(microscope, At(13), At(15)));
        made.Status.ShouldBe(201, Body(made));

        (await world.AsAnn.Act($"/bookings/{made.Id}/move", made.Version, new { startsAt = At(16), endsAt = At(18) })).Code.ShouldBe("booking.overlap");
        (await Starts(world)).ShouldBe([At(13), At(13), At(13)], "a refusal leaves all of it where it was");
        (await world.AsAnn.Act($"/bookings/{made.Id}/move", made.Version, new { startsAt = At(14), endsAt = At(16) })).Status.ShouldBe(200);
        (await Starts(world)).ShouldBe([At(14), At(14), At(14)]);
        (await world.AsAnn.Act($"/bookings/{made.Id}/cancel", "*")).Status.ShouldBe(200);
        (await world.AsAnn.Get("/bookings?live=true")).Items.Count.ShouldBe(0);
        (await world.Hub.WithRows(db => db.Occupancies.CountAsync(one => one.ResourceId == room.Id, Cancel), Cancel)).ShouldBe(0);

        static async Task<List<DateTimeOffset>> Starts(BookingWorld world) =>
            [.. (await world.AsAnn.Get("/bookings?live=true")).Items.Select(one => one!["startsAt"]!.GetValue<DateTimeOffset>())];
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_running_booking_is_checked_in_extended_and_finished_and_the_rest_is_free(DatabaseProvider database)
    {
        var (world, time) = await Start(database);
        await using var hub = world.Hub;
        var instrument = await world.Instrument(one => one.CoolDownMinutes = 10);
        var made = await world.AsAnn.Post("/bookings", Wish(instrument, At(10), At(12)));
        (await world.AsEve.Post("/bookings", Wish(instrument, At(14), At(15)))).Status.ShouldBe(201);

        (await world.AsAnn.Act($"/bookings/{made.Id}/check-in", null)).Code.ShouldBe("booking.check-in-closed");
        (await world.AsAnn.Act($"/bookings/{made.Id}/finish", made.Version)).Code.ShouldBe("booking.not-running");
        (await world.AsAnn.Act($"/bookings/{made.Id}/extend", made.Version, new { endsAt = At(13) })).Code.ShouldBe("booking.not-running");
        time.SetUtcNow(At(10, 5));
        (await world.AsBob.Act($"/bookings/{made.Id}/check-in", null)).Code.ShouldBe("auth.forbidden");
        var seen = await world.AsAnn.Act($"/bookings/{made.Id}/check-in", null);
        (seen["state"]!.GetValue<string>(), seen["checkInEvidence"]!.GetValue<string>()).ShouldBe(("checkedIn", "phone"));
        (await world.AsAnn.Act($"/bookings/{made.Id}/check-in", null)).Status.ShouldBe(200);
        (await world.AsAnn.Act($"/bookings/{made.Id}/cancel", seen.Version)).Code.ShouldBe("booking.wrong-state");

        var tooFar = await world.AsAnn.Act($"/bookings/{made.Id}/extend", seen.Version, new { endsAt = At(14) });
        tooFar.Code.ShouldBe("booking.overlap", Body(tooFar));
        tooFar["freeUntil"]!.GetValue<DateTimeOffset>().ShouldBe(At(13, 50));
        (await world.AsAnn.Act($"/bookings/{made.Id}/extend", seen.Version, new { endsAt = At(12) })).Code.ShouldBe("booking.not-later");
        var extended = await world.AsAnn.Act($"/bookings/{made.Id}/extend", seen.Version, new { endsAt = At(13, 50) });
        extended.Status.ShouldBe(200, Body(extended));
        extended["state"]!.GetValue<string>().ShouldBe("checkedIn");

        time.SetUtcNow(At(11, 30));
        var finished = await world.AsAnn.Act($"/bookings/{made.Id}/finish", extended.Version);
        (finished["state"]!.GetValue<string>(), finished["endsAt"]!.GetValue<DateTimeOffset>(), finished["finishedAt"]!.GetValue<DateTimeOffset>())
            .ShouldBe(("completed", At(13, 50), At(11, 30)));
        (await world.AsEve.Post("/bookings", Wish(instrument, At(11, 30), At(12)))).Code.ShouldBe("booking.overlap");
        (await world.AsEve.Post("/bookings", Wish(instrument, At(11, 45), At(12)))).Status.ShouldBe(201);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_colleague_takes_a_booking_over_with_its_slot_and_a_stranger_does_not(DatabaseProvider database)
    {
        var (world, _) = await Start(database);
        await using var hub = world.Hub;
        var instrument = await world.Instrument(one => one.ParallelSlots = 2);
        await world.AsEve.Post("/bookings", Wish(instrument, At(13), At(15)));
        var made = await world.AsAnn.Post("/bookings", Wish(instrument, At(13), At(15)));
        made["slotIndex"]!.GetValue<int>().ShouldBe(1);

        (await world.AsAnn.Act($"/bookings/{made.Id}/hand-over", made.Version, new { personId = world.Eve.Id })).Code.ShouldBe("booking.no-member");
        (await world.AsAnn.Act($"/bookings/{made.Id}/hand-over", made.Version, new { personId = world.Ann.Id })).Code.ShouldBe("booking.same-person");
        var handed = await world.AsAnn.Act($"/bookings/{made.Id}/hand-over", made.Version, new { personId = world.Bob.Id });
        handed.Status.ShouldBe(200, Body(handed));
        (handed["personId"]!.GetValue<Guid>(), handed["slotIndex"]!.GetValue<int>(), handed["state"]!.GetValue<string>()).ShouldBe((world.Bob.Id, 1, "confirmed"));
        (await world.AsAnn.Get($"/bookings/{made.Id}"))["state"]!.GetValue<string>().ShouldBe("superseded");
        (await world.Hub.WithRows(db => db.Occupancies.CountAsync(one => one.ResourceId == instrument.Id, Cancel), Cancel)).ShouldBe(2);

        // Bob is busy elsewhere: the rules are asked anew for him.
        var own = await world.Instrument();
        var hers = await world.AsAnn.Post("/bookings", Wish(own, At(14), At(16)));
        (await world.AsAnn.Act($"/bookings/{hers.Id}/hand-over", hers.Version, new { personId = world.Bob.Id })).Code.ShouldBe("booking.self-overlap");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_manager_overrides_named_rules_with_a_reason_and_never_an_overlap(DatabaseProvider database)
    {
        var (world, _) = await Start(database);
        await using var hub = world.Hub;
        var (instrument, other) = (await world.Instrument(), await world.Instrument());
        await world.AsAnn.Post("/bookings", Wish(instrument, At(13), At(15)));
        var wish = new { equipmentId = other.Id, startsAt = At(14), endsAt = At(16), personId = world.Ann.Id, @override = new { rules = new[] { "booking.self-overlap" }, reason = "Two runs at once" } };

        (await world.AsAnn.Post("/bookings", Wish(other, At(14), At(16)))).Code.ShouldBe("booking.self-overlap");
        (await world.AsAnn.Post("/bookings", wish)).Code.ShouldBe("booking.self-overlap");
        var made = await world.Manager.Post("/bookings", wish);
        made.Status.ShouldBe(201, Body(made));
        (made["overriddenRules"]!.GetValue<string>(), made["overrideReason"]!.GetValue<string>()).ShouldBe(("booking.self-overlap", "Two runs at once"));
        (await world.Manager.Post("/bookings", new
        {
            equipmentId = other.Id, startsAt = At(15), endsAt = At(17), personId = world.Eve.Id, @override = new { rules = new[] { "booking.overlap" }, reason = "Because I can" },
        })).Code.ShouldBe("booking.overlap");
        var both = await world.Manager.Post("/bookings", Wish(other, At(14), At(16), world.Ann.Id));
        (both.Code, both["violations"]!.AsArray().Count).ShouldBe(("booking.refused", 2));
        both["alternatives"]!.AsArray().Count.ShouldBeGreaterThan(0);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_manager_cuts_a_running_booking_short_and_says_why(DatabaseProvider database)
    {
        var (world, time) = await Start(database);
        await using var hub = world.Hub;
        var instrument = await world.Instrument();
        var made = await world.AsAnn.Post("/bookings", Wish(instrument, At(10), At(12)));
        (await world.AsAnn.Act($"/bookings/{made.Id}/cut-short", made.Version, new { reason = "I may not" })).Code.ShouldBe("auth.forbidden");
        (await world.Manager.Act($"/bookings/{made.Id}/cut-short", made.Version, new { reason = "Smoke" })).Code.ShouldBe("booking.not-running");
        time.SetUtcNow(At(10, 30));
        (await world.Manager.Act($"/bookings/{made.Id}/cut-short", made.Version, new { reason = "" })).Code.ShouldBe("validation.failed");
        var cut = await world.Manager.Act($"/bookings/{made.Id}/cut-short", made.Version, new { reason = "Smoke" });
        (cut["state"]!.GetValue<string>(), cut["endReason"]!.GetValue<string>()).ShouldBe(("cutShort", "Smoke"));
        (await world.AsEve.Post("/bookings", Wish(instrument, At(10, 30), At(12)))).Status.ShouldBe(201);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_preview_says_what_would_happen_and_books_nothing(DatabaseProvider database)
    {
        var (world, _) = await Start(database);
        await using var hub = world.Hub;
        var instrument = await world.Instrument();
        var free = await world.AsAnn.Post("/bookings/preview", Wish(instrument, At(13), At(15)));
        free.Status.ShouldBe(200, Body(free));
        (free["isAllowed"]!.GetValue<bool>(), free["needsApproval"]!.GetValue<bool>(), free["quotes"]!.AsArray().Count).ShouldBe((true, false, 1));
        (await world.AsAnn.Post("/bookings", Wish(instrument, At(13), At(15)))).Status.ShouldBe(201);
        var taken = await world.AsEve.Post("/bookings/preview", Wish(instrument, At(13), At(15)));
        taken["violations"]!.AsArray().ShouldHaveSingleItem()!["code"]!.GetValue<string>().ShouldBe("booking.overlap");
        taken["alternatives"]![0]!["startsAt"]!.GetValue<DateTimeOffset>().ShouldBe(At(15));
        (await world.Manager.Get($"/bookings?facilityId={world.House.Id}")).Items.Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_same_key_books_once(DatabaseProvider database)
    {
        var (world, _) = await Start(database);
        await using var hub = world.Hub;
        var instrument = await world.Instrument();
        using var client = world.AsAnn;
        client.DefaultRequestHeaders.Add("Idempotency-Key", "three taps");
        var (once, again) = (await client.Post("/bookings", Wish(instrument, At(13), At(15))), await client.Post("/bookings", Wish(instrument, At(13), At(15))));
        (once.Status, again.Status, again.Id).ShouldBe((201, 201, once.Id));
    }
}
