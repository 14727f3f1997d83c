using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static IncubatorHub.Laboratory.Tests.Bookings.BookingWorld;

namespace IncubatorHub.Laboratory.Tests.Bookings;

/// <summary>Requests that wait for a manager: here sessions that are to be assisted.</summary>
public sealed class ApprovalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<(BookingWorld World, FakeTimeProvider Time)> Start(DatabaseProvider database)
    {
        var time = new FakeTimeProvider(At(9));
        return (await In(await HubFactory.Start(database, new HubOptions { Time = time }, Cancel)), time);
    }

    private static object Assisted(Equipment equipment, DateTimeOffset from, DateTimeOffset until) =>
        new { equipmentId = equipment.Id, startsAt = from, endsAt = until, isAssisted = true };

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task An_assisted_session_waits_until_staff_is_named_and_nobody_is_at_two_at_once(DatabaseProvider database)
    {
        var (world, _) = await Start(database);
        await using var hub = world.Hub;
        var staff = await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, world.House.Id));
        var (first, second) = (await world.Instrument(), await world.Instrument());
        var asked = await world.AsAnn.Post("/bookings", Assisted(first, At(13), At(15)));
        (asked.Status, asked["state"]!.GetValue<string>()).ShouldBe((201, "pendingApproval"), asked.Body?.ToJsonString());
        (await world.AsEve.Post("/bookings", BookingWorld.Wish(first, At(14), At(16)))).Code.ShouldBe("booking.overlap");

        (await world.AsAnn.Act($"/bookings/{asked.Id}/approve", asked.Version)).Code.ShouldBe("auth.forbidden");
        (await world.Manager.Act($"/bookings/{asked.Id}/approve", asked.Version)).Code.ShouldBe("booking.staff-missing");
        (await world.Manager.Act($"/bookings/{asked.Id}/approve", asked.Version, new { assistedById = world.Bob.Id })).Code.ShouldBe("validation.failed");
        var review = await world.Manager.Get($"/bookings/{asked.Id}/review");
        (review.Status, review["violations"]!.AsArray().Count).ShouldBe((200, 0), review.Body?.ToJsonString());
        var yes = await world.Manager.Act($"/bookings/{asked.Id}/approve", asked.Version, new { assistedById = staff.Id });
        (yes.Status, yes["state"]!.GetValue<string>()).ShouldBe((200, "confirmed"), yes.Body?.ToJsonString());

        var other = await world.AsEve.Post("/bookings", Assisted(second, At(14), At(16)));
        (await world.Manager.Act($"/bookings/{other.Id}/approve", other.Version, new { assistedById = staff.Id })).Code.ShouldBe("booking.staff-busy");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Whoever_is_named_is_shown_to_the_holder_and_cannot_be_moved_into_another_session(DatabaseProvider database)
    {
        var (world, _) = await Start(database);
        await using var hub = world.Hub;
        var staff = await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, world.House.Id));
        var (first, second) = (await world.Instrument(), await world.Instrument());
        (await world.AsAnn.Post("/bookings", new { equipmentId = first.Id, startsAt = At(13), endsAt = At(15), personId = world.Ann.Id, isAssisted = true, assistedById = staff.Id })).Code
            .ShouldBe("auth.forbidden", "a tenant asks and does not name");
        var made = await world.Manager.Post("/bookings", new { equipmentId = first.Id, startsAt = At(13), endsAt = At(15), personId = world.Ann.Id, isAssisted = true, assistedById = staff.Id });
        (made.Status, made["state"]!.GetValue<string>()).ShouldBe((201, "confirmed"), made.Body?.ToJsonString());
        (await world.AsAnn.Get($"/bookings/{made.Id}"))["assistedByName"]!.GetValue<string>().ShouldBe(staff.DisplayName);

        var other = await world.Manager.Post("/bookings", new { equipmentId = second.Id, startsAt = At(15), endsAt = At(16), personId = world.Eve.Id, isAssisted = true });
        (await world.Manager.Act($"/bookings/{other.Id}/assign-staff", other.Version, new { assistedById = staff.Id })).Status.ShouldBe(200);
        (await world.Manager.Act($"/bookings/{other.Id}/move", "*", new { startsAt = At(14), endsAt = At(15) })).Code.ShouldBe("booking.staff-busy");
        (await world.Manager.Act($"/bookings/{other.Id}/move", "*", new { startsAt = At(16), endsAt = At(17) })).Status.ShouldBe(200);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_rejected_request_frees_its_time_and_says_why(DatabaseProvider database)
    {
        var (world, _) = await Start(database);
        await using var hub = world.Hub;
        var instrument = await world.Instrument();
        var asked = await world.AsAnn.Post("/bookings", Assisted(instrument, At(13), At(15)));
        (await world.Manager.Act($"/bookings/{asked.Id}/reject", asked.Version, new { reason = "" })).Code.ShouldBe("validation.failed");
        (await world.Manager.Act($"/bookings/{asked.Id}/reject", asked.Version, new { reason = "Nobody is here" })).Status.ShouldBe(200);
        var now = await world.AsAnn.Get($"/bookings/{asked.Id}");
        (now["state"]!.GetValue<string>(), now["endReason"]!.GetValue<string>()).ShouldBe(("rejected", "Nobody is here"));
        (await world.AsEve.Post("/bookings", BookingWorld.Wish(instrument, At(13), At(15)))).Status.ShouldBe(201);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_request_that_nobody_decides_on_expires_also_when_the_hub_was_down_at_that_minute(DatabaseProvider database)
    {
        var (world, time) = await Start(database);
        await using var hub = world.Hub;
        var instrument = await world.Instrument();
        var asked = await world.AsAnn.Post("/bookings", Assisted(instrument, At(13), At(15)));
        // Hours after it was due, not at the minute.
        time.SetUtcNow(asked["heldUntil"]!.GetValue<DateTimeOffset>().AddHours(7));
        var job = hub.Services.GetRequiredService<ExpireHolds>();
        await job.Expire(Cancel);
        await job.Expire(Cancel);
        var over = await world.AsAnn.Get($"/bookings/{asked.Id}");
        (over["state"]!.GetValue<string>(), over["revision"]!.GetValue<int>()).ShouldBe(("expired", 1), "handled once");
    }
}
