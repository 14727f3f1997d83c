using System.Text.Json;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Evidence;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Tests.Usage;
using IncubatorHub.Laboratory.Usage;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Laboratory.Tests.Evidence;

public sealed class EvidenceJobTests(LedHubs hubs) : IClassFixture<LedHubs>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<EvidenceScene> Given(DatabaseProvider database, AutomationMode mode = AutomationMode.On) => EvidenceScene.Given(hubs, database, mode);

    private DateTimeOffset In(double minutes) => hubs.Time.GetUtcNow().AddMinutes(minutes);

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_no_show_is_released_once_also_when_its_minute_was_missed_and_can_be_undone(DatabaseProvider database)
    {
        using var scene = await Given(database);
        await scene.World.Measure(5, 200);
        var booking = await scene.Book(In(0), 240);
        await scene.World.Measure(5, 179);
        (await scene.Release()).ShouldBe(0);
        // The hub was away over the very minute; the readings came on time.
        await scene.World.Measure(5, 20);
        (await scene.Release()).ShouldBe(1);
        (await scene.Release()).ShouldBe(0);
        (await scene.Now(booking)).State.ShouldBe(BookingState.ReleasedNoShow);
        (await scene.Now(booking)).EndsAt.ShouldBe(booking.EndsAt);
        (await scene.IsTaken(booking)).ShouldBeFalse();
        var act = (await scene.Acts(booking)).ShouldHaveSingleItem();
        (act.Kind, act.Mode, act.FormerState).ShouldBe((ActKind.Release, AutomationMode.On, BookingState.Confirmed));
        JsonDocument.Parse(act.Evidence).RootElement.GetProperty("sensing").GetProperty("doubts").GetArrayLength().ShouldBe(0);

        var manager = await scene.Hub.Given.ManagerOf(scene.World.House.Id);
        var listed = (await manager.Get($"/automatic-acts?bookingId={booking.Id}")).Items.ShouldHaveSingleItem()!;
        listed["evidence"]!["sensing"]!["readings"]!.GetValue<int>().ShouldBeGreaterThan(100);
        (await manager.Act($"/automatic-acts/{act.Id}/undo", "*")).Status.ShouldBe(204);
        (await manager.Act($"/automatic-acts/{act.Id}/undo", "*")).Code.ShouldBe("evidence.undone");
        (await scene.Now(booking)).State.ShouldBe(BookingState.Confirmed);
        (await scene.IsTaken(booking)).ShouldBeTrue();
        (await scene.Release()).ShouldBe(0);
        var tenant = await scene.Hub.Given.TenantMemberOf(scene.Firm.Id);
        (await tenant.Act($"/automatic-acts/{act.Id}/undo", "*")).Status.ShouldBe(403);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Where_sensing_is_not_healthy_the_holder_is_asked_and_nothing_is_done(DatabaseProvider database)
    {
        using var scene = await Given(database);
        await scene.World.Measure(5, 200);
        var booking = await scene.Book(In(0), 240);
        await scene.World.Measure(5, 100);
        await scene.World.Measure(5, 30, isSent: false);
        await scene.World.Measure(5, 60);
        (await scene.Release()).ShouldBe(1);
        (await scene.Release()).ShouldBe(0);
        (await scene.Now(booking)).State.ShouldBe(BookingState.Confirmed);
        (await scene.Acts(booking)).ShouldBeEmpty();
        var question = (await scene.Asked(booking)).ShouldHaveSingleItem();
        question.Evidence.ShouldContain("Silence");
        (await scene.Hub.WithRows(db => db.Set<OutgoingMail>().Where(one => one.To == scene.Holder.Email).ToListAsync(Cancel), Cancel)).ShouldHaveSingleItem().Subject.ShouldContain("遠心分離機");

        var holder = scene.Hub.Given.SignedIn(scene.Holder);
        var colleague = await scene.Hub.Given.TenantMemberOf(scene.Firm.Id);
        (await holder.Get("/evidence-questions?mine=true&open=true")).Items.Count.ShouldBe(1);
        (await colleague.Act($"/evidence-questions/{question.Id}/answer", "*", new { isYes = true })).Status.ShouldBe(403);
        (await holder.Act($"/evidence-questions/{question.Id}/answer", "*", new { isYes = true })).Status.ShouldBe(204);
        (await holder.Act($"/evidence-questions/{question.Id}/answer", "*", new { isYes = true })).Code.ShouldBe("evidence.answered");
        (await scene.Now(booking)).State.ShouldBe(BookingState.CheckedIn);
    }

    [Fact]
    public async Task A_dry_run_records_what_it_would_have_done_once_and_does_nothing()
    {
        using var scene = await Given(DatabaseProvider.Sqlite, AutomationMode.DryRun);
        await scene.World.Measure(5, 200);
        var booking = await scene.Book(In(0), 240);
        await scene.World.Measure(5, 200);
        (await scene.Release()).ShouldBe(1);
        (await scene.Release()).ShouldBe(0);
        (await scene.Now(booking)).State.ShouldBe(BookingState.Confirmed);
        var act = (await scene.Acts(booking)).ShouldHaveSingleItem();
        act.Mode.ShouldBe(AutomationMode.DryRun);
        (await (await scene.Hub.Given.ManagerOf(scene.World.House.Id)).Act($"/automatic-acts/{act.Id}/undo", "*")).Code.ShouldBe("evidence.not-undoable");
    }

    [Fact]
    public async Task Where_automation_is_off_nothing_is_done_and_nothing_recorded()
    {
        using var scene = await Given(DatabaseProvider.Sqlite, AutomationMode.Off);
        await scene.World.Measure(5, 200);
        var booking = await scene.Book(In(0), 240);
        await scene.World.Measure(5, 200);
        (await scene.Release()).ShouldBe(0);
        (await scene.Acts(booking)).ShouldBeEmpty();
        (await scene.Asked(booking)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_use_begins_its_booking_and_when_it_rests_the_remaining_time_is_given_free(DatabaseProvider database)
    {
        using var scene = await Given(database);
        await scene.World.Measure(5, 100);
        var booking = await scene.Book(In(0), 240);
        await scene.World.Measure(5, 20);
        await scene.World.Measure(500, 60);
        await scene.Follow();
        (await scene.Attributed(one => one.BookingId == booking.Id)).ShouldSatisfyAllConditions(
            one => one.PersonId.ShouldBe(scene.Holder.Id), one => one.Confidence.ShouldBe(65));
        (await scene.Now(booking)).ShouldSatisfyAllConditions(one => one.State.ShouldBe(BookingState.InUse), one => one.CheckInEvidence.ShouldBe("session"));
        (await scene.Acts(booking)).ShouldHaveSingleItem().Kind.ShouldBe(ActKind.Begin);

        await scene.World.Measure(5, 89);
        await scene.Follow();
        (await scene.Propose()).ShouldBe(0);
        await scene.World.Measure(5, 5);
        await scene.Follow();
        (await scene.Propose()).ShouldBe(1);
        (await scene.Propose()).ShouldBe(0);
        (await scene.Now(booking)).ShouldSatisfyAllConditions(one => one.State.ShouldBe(BookingState.Completed), one => one.EndsAt.ShouldBe(booking.EndsAt), one => one.FinishedAt.ShouldNotBeNull());
        (await scene.Release()).ShouldBe(0);
        (await scene.Acts(booking)).Select(one => one.Kind).ShouldBe([ActKind.Begin, ActKind.EarlyFinish]);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_use_without_a_booking_becomes_a_case_that_a_manager_closes(DatabaseProvider database)
    {
        using var scene = await Given(database);
        await scene.World.Measure(5, 20);
        await scene.World.Measure(500, 60);
        await scene.World.Measure(5, 40);
        await scene.Follow();
        var attribution = await scene.Attributed(one => one.Reasons == "Unexplained");
        attribution.PersonId.ShouldBeNull();
        var manager = await scene.Hub.Given.ManagerOf(scene.World.House.Id);
        var found = (await manager.Get($"/usage-cases?facilityId={scene.World.House.Id}&state=open")).Items.ShouldHaveSingleItem()!;
        found["kind"]!.GetValue<string>().ShouldBe("noBooking");
        var (id, version) = (found["id"]!.GetValue<Guid>(), found["version"]!.GetValue<string>());
        (await manager.Act($"/usage-cases/{id}/close", version, new { state = "open", note = "?" })).Code.ShouldBe("validation.failed");
        (await manager.Act($"/usage-cases/{id}/close", version, new { state = "explained", note = "Service engineer" })).Status.ShouldBe(204);
        (await manager.Act($"/usage-cases/{id}/close", "*", new { state = "dismissed", note = "?" })).Code.ShouldBe("evidence.closed");
        (await (await scene.Hub.Given.TenantAdminOf(scene.Firm.Id)).Get("/usage-cases")).Status.ShouldBe(403);

        var month = await manager.Get($"/facilities/{scene.World.House.Id}/utilisation?by=class");
        month["total"]!["shadow"]!.GetValue<double>().ShouldBe(1.0 / 6, 0.001);
        month["rows"]!.AsArray().ShouldHaveSingleItem();
        (await manager.Get($"/facilities/{scene.World.House.Id}/utilisation?month=2026-13")).Code.ShouldBe("validation.failed");
        System.Text.Encoding.UTF8.GetString(await manager.Export($"utilisation?facilityId={scene.World.House.Id}")).Split('\n').Length.ShouldBe(4);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_booking_is_completed_at_its_end_and_one_that_overruns_when_its_use_ends(DatabaseProvider database)
    {
        using var scene = await Given(database);
        await scene.World.Measure(5, 100);
        var quiet = await scene.Book(In(0), 10);
        var busy = await scene.Book(In(10), 30);
        await scene.World.Measure(5, 65);
        await scene.World.Measure(500, 180);
        await scene.Follow();
        await scene.Attributed(one => one.BookingId == busy.Id);
        await scene.Complete();
        (await scene.Now(quiet)).State.ShouldBe(BookingState.Completed);
        (await scene.Now(busy)).State.ShouldBe(BookingState.InUse);
        await scene.World.Measure(5, 40);
        await scene.Follow();
        (await scene.Complete()).ShouldBe(1);
        (await scene.Complete()).ShouldBe(0);
        var done = await scene.Now(busy);
        (done.State, done.FinishedAt).ShouldBe((BookingState.Completed, busy.StartsAt.AddSeconds((65 + 180 - 60) * 10)));
    }
}
