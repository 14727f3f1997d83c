using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Evidence;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Tests.Usage;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Protocol;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Laboratory.Tests.Evidence;

public sealed class CheckInByBadgeTests(LedHubs hubs) : IClassFixture<LedHubs>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTimeOffset In(double minutes) => hubs.Time.GetUtcNow().AddMinutes(minutes);

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_card_at_the_zones_door_checks_its_holder_in_once_at_the_time_of_the_door(DatabaseProvider database)
    {
        var room = await Given(database);
        var booking = await room.Book(In(10), 60);
        var at = In(-1);
        await room.Passes(at);
        (await room.Round()).ShouldBe(1);
        (await room.Round()).ShouldBe(0);
        (await room.Now(booking)).ShouldSatisfyAllConditions(
            one => one.State.ShouldBe(BookingState.CheckedIn), one => one.CheckInEvidence.ShouldBe("badge"), one => one.CheckedInAt.ShouldBe(at));
        var act = (await room.Acts(booking)).ShouldHaveSingleItem();
        (act.Kind, act.Mode, act.FormerState).ShouldBe((ActKind.CheckIn, AutomationMode.On, BookingState.Confirmed));
        act.Evidence.ShouldContain("badgeAt");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_check_in_by_badge_is_undone_once_and_not_made_again(DatabaseProvider database)
    {
        var room = await Given(database);
        var booking = await room.Book(In(10), 60);
        await room.Passes(In(-1));
        (await room.Round()).ShouldBe(1);
        var act = (await room.Acts(booking)).ShouldHaveSingleItem();
        var manager = await room.Hub.Given.ManagerOf(room.House.Id);
        (await manager.Act($"/automatic-acts/{act.Id}/undo", act.Version.ToString())).Status.ShouldBe(204);
        (await room.Now(booking)).ShouldSatisfyAllConditions(
            one => one.State.ShouldBe(BookingState.Confirmed), one => one.CheckInEvidence.ShouldBeEmpty(), one => one.CheckedInAt.ShouldBeNull());
        (await manager.Act($"/automatic-acts/{act.Id}/undo", "*")).Code.ShouldBe("evidence.undone");
        (await room.Round()).ShouldBe(0);
        (await room.Now(booking)).State.ShouldBe(BookingState.Confirmed);
    }

    [Fact]
    public async Task What_runs_already_and_what_somebody_else_checked_in_meanwhile_is_not_undone()
    {
        var room = await Given(DatabaseProvider.Sqlite);
        var booking = await room.Book(In(10), 60);
        await room.Passes(In(-1));
        (await room.Round()).ShouldBe(1);
        var act = (await room.Acts(booking)).ShouldHaveSingleItem();
        var manager = await room.Hub.Given.ManagerOf(room.House.Id);
        foreach (var (state, evidence) in new[] { (BookingState.InUse, "badge"), (BookingState.CheckedIn, "phone"), (BookingState.Confirmed, "") })
        {
            await room.Change(booking, row => (row.State, row.CheckInEvidence) = (state, evidence));
            (await manager.Act($"/automatic-acts/{act.Id}/undo", "*")).Code.ShouldBe("evidence.not-undoable");
        }

        hubs.Time.Advance(TimeSpan.FromMinutes(70));
        await room.Change(booking, row => (row.State, row.CheckInEvidence) = (BookingState.CheckedIn, "badge"));
        (await manager.Act($"/automatic-acts/{act.Id}/undo", "*")).Code.ShouldBe("evidence.too-late");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_house_whose_doors_are_busy_holds_nobody_up_in_another(DatabaseProvider database)
    {
        var (busy, quiet) = (await Given(database), await Given(database));
        var (theirs, ours) = (await busy.Book(In(10), 60), await quiet.Book(In(10), 60));
        await quiet.Passes(In(-4));
        await busy.Passes(In(-3));
        await busy.Crowd(In(-2), DoorSightings.MaxEvents - 1);
        (await busy.Round()).ShouldBe(2);
        (await quiet.Now(ours)).State.ShouldBe(BookingState.CheckedIn);
        (await busy.Now(theirs)).State.ShouldBe(BookingState.CheckedIn, "its holder is the last among those looked at");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_does_not_tell_of_the_holder_coming_checks_nobody_in(DatabaseProvider database)
    {
        var room = await Given(database);
        var booking = await room.Book(In(10), 60);
        await room.Passes(In(-6));
        await room.Passes(In(-1), card: "FFFFFFFFFF");
        await room.Passes(In(-1), reader: "out");
        await room.Passes(In(-1), source: "another");
        await room.Passes(In(-1), kind: EventKinds.DoorDenied);
        await room.Passes(In(-2), heardAfter: TimeSpan.FromMinutes(5) + TimeSpan.FromMilliseconds(1));
        (await room.Round()).ShouldBe(0, "before check-in opened, a stranger, going out, another door, refused, heard of late");
        await room.Passes(In(-2), heardAfter: TimeSpan.FromMinutes(5));
        (await room.Round()).ShouldBe(1, "heard of just in time");
        (await room.Now(booking)).State.ShouldBe(BookingState.CheckedIn);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_booking_that_is_over_and_one_whose_check_in_closed_stay_as_they_are(DatabaseProvider database)
    {
        var room = await Given(database);
        var past = await room.Book(In(-60), 60);
        var closed = await room.Book(In(-25), 120);
        await room.Passes(In(-2));
        (await room.Round()).ShouldBe(0);
        (await room.Now(past)).State.ShouldBe(BookingState.Confirmed);
        (await room.Now(closed)).State.ShouldBe(BookingState.Confirmed);
    }

    [Fact]
    public async Task The_door_of_the_companion_zone_counts_too_and_a_dry_run_only_records()
    {
        var room = await Given(DatabaseProvider.Sqlite, AutomationMode.DryRun, isCompanion: true);
        var booking = await room.Book(In(5), 60);
        await room.Passes(In(-1));
        (await room.Round()).ShouldBe(1);
        (await room.Round()).ShouldBe(0);
        (await room.Now(booking)).State.ShouldBe(BookingState.Confirmed);
        (await room.Acts(booking)).ShouldHaveSingleItem().Mode.ShouldBe(AutomationMode.DryRun);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_card_heard_of_late_makes_a_release_a_question(DatabaseProvider database)
    {
        var room = await Given(database);
        await room.World.Measure(5, 200);
        var booking = await room.Book(In(0), 240);
        await room.World.Measure(5, 60);
        await room.Passes(In(-5), heardAfter: TimeSpan.FromMinutes(8));
        await room.World.Measure(5, 130);
        (await room.Round()).ShouldBe(0);
        await new ReleaseNoShows(room.Hub.Services.GetRequiredService<Rounds>()).Make(Cancel);
        (await room.Now(booking)).State.ShouldBe(BookingState.Confirmed);
        (await room.Acts(booking)).ShouldBeEmpty();
        (await room.Hub.WithRows(db => db.EvidenceQuestions.CountAsync(one => one.BookingId == booking.Id, Cancel), Cancel)).ShouldBe(1);
    }

    private Task<DoorRoom> Given(DatabaseProvider database, AutomationMode mode = AutomationMode.On, bool isCompanion = false) => DoorRoom.At(hubs, database, mode, isCompanion);
}
