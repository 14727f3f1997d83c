using System.Text.Json.Nodes;
using IncubatorHub.Devices.Readings;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Evidence;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Tests.Usage;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.People;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Laboratory.Tests.Evidence;

public sealed class DoorEvidenceTests(LedHubs hubs) : IClassFixture<LedHubs>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => hubs.Time.GetUtcNow();

    /// <summary>A laboratory with the instrument in it, its door with a reader on either side, and a store room; cards of the holder and of a colleague.</summary>
    private sealed class House(EvidenceScene scene, Guid store, HttpClient manager)
    {
        private long _sequence;

        public const string Holders = "04A2B9C1";
        public const string Colleagues = "04A2B9C2";

        public HttpClient Manager => manager;

        public static async Task<House> Of(EvidenceScene scene, Account colleague)
        {
            var (hub, id) = (scene.Hub, scene.World.House.Id);
            var manager = await hub.Given.ManagerOf(id);
            var zone = (await manager.Post($"/facilities/{id}/zones", new { code = "lab", nameEn = "Lab", nameJa = "実験室" })).Id;
            var store = (await manager.Post($"/facilities/{id}/zones", new { code = "store", nameEn = "Store", nameJa = "倉庫" })).Id;
            foreach (var (key, behind) in new[] { ("lab", zone), ("store", store) })
            {
                (await manager.Post("/doors", new
                {
                    facilityId = id, key, nameEn = key, nameJa = key, zoneBId = behind, gatewayId = scene.World.Gateway.Id, controllerKey = key,
                    readers = new[] { new { key = "in", side = "a", kind = "card" }, new { key = "out", side = "b", kind = "card" } },
                })).Status.ShouldBe(201);
            }

            foreach (var (number, person) in new[] { (Holders, scene.Holder.Id), (Colleagues, colleague.Id) })
                (await manager.Post("/access-cards", new { facilityId = id, number, personId = person, companyId = scene.Firm.Id, validFrom = "2026-01-01T00:00:00Z" })).Status.ShouldBe(201);
            await hub.WithRows(async db => (await db.Equipment.SingleAsync(one => one.Id == scene.World.Instrument.Id, Cancel)).ZoneId = zone, Cancel);
            return new House(scene, store, manager);
        }

        public Task Opens(string card, DateTimeOffset at, string door = "lab", string? reader = "in", double heardAfterMinutes = 0, string kind = "door.granted") => scene.Hub.WithRows(db =>
        {
            var detail = new JsonObject { ["card"] = card };
            if (reader is not null)
                detail["reader"] = reader;
            db.Add(new StoredEvent
            {
                FacilityId = scene.World.House.Id, GatewayId = scene.World.Gateway.Id, Epoch = "e1", Sequence = ++_sequence, Kind = kind, Source = door,
                Detail = detail.ToJsonString(), OccurredAt = at, ReceivedAt = at.AddMinutes(heardAfterMinutes),
            });
            return Task.FromResult(0);
        }, Cancel);

        public Task BookAlong(Booking main) => scene.Hub.WithRows(db =>
        {
            db.Add(new Booking
            {
                FacilityId = main.FacilityId, ZoneId = store, PersonId = main.PersonId, CompanyId = main.CompanyId, BookedById = main.PersonId, MainBookingId = main.Id,
                StartsAt = main.StartsAt, EndsAt = main.EndsAt, State = BookingState.Confirmed,
            });
            return Task.FromResult(0);
        }, Cancel);

    }

    private async Task<(EvidenceScene Scene, House House)> Given(DatabaseProvider database, AutomationMode mode = AutomationMode.On)
    {
        var scene = await EvidenceScene.Given(hubs, database, mode);
        return (scene, await House.Of(scene, await scene.Hub.Given.Person(Grant.InCompany(Role.TenantMember, scene.Firm.Id))));
    }

    private void Pass(double minutes) => hubs.Time.Advance(TimeSpan.FromMinutes(minutes));

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_holders_card_at_the_zones_door_checks_in_once_and_undone_it_stays_undone(DatabaseProvider database)
    {
        var (scene, house) = await Given(database);
        using var _ = scene;
        var booking = await scene.Book(Now.AddMinutes(20), 60);
        await house.Opens(House.Holders, Now.AddMinutes(4.9));
        Pass(6);
        // Check-in opened a minute ago; he came in before that, and must be seen again.
        (await scene.CheckIn()).ShouldBe(0);
        var at = Now.AddSeconds(-10);
        await house.Opens(House.Holders, at);
        (await scene.CheckIn()).ShouldBe(1);
        (await scene.CheckIn()).ShouldBe(0);
        (await scene.Now(booking)).ShouldSatisfyAllConditions(
            one => one.State.ShouldBe(BookingState.CheckedIn), one => one.CheckedInAt.ShouldBe(at), one => one.CheckInEvidence.ShouldBe("badge"));
        var act = (await scene.Acts(booking)).ShouldHaveSingleItem();
        (act.Kind, act.Mode, act.FormerState).ShouldBe((ActKind.CheckIn, AutomationMode.On, BookingState.Confirmed));
        act.Evidence.ShouldContain("badgeAt");

        (await house.Manager.Act($"/automatic-acts/{act.Id}/undo", "*")).Status.ShouldBe(204);
        (await scene.Now(booking)).ShouldSatisfyAllConditions(
            one => one.State.ShouldBe(BookingState.Confirmed), one => one.CheckedInAt.ShouldBeNull(), one => one.CheckInEvidence.ShouldBeEmpty());
        (await scene.CheckIn()).ShouldBe(0);
        (await scene.Acts(booking)).Count.ShouldBe(1);
    }

    public static TheoryData<string> NoSigns => ["leaves", "late", "another's", "lost", "another door", "did not go in", "unknown card", "past"];

    [Theory, MemberData(nameof(NoSigns))]
    public async Task What_does_not_say_that_the_holder_came_checks_nobody_in(string why)
    {
        var (scene, house) = await Given(DatabaseProvider.Sqlite);
        using var _ = scene;
        var booking = await scene.Book(Now.AddMinutes(5), 30);
        var at = Now;
        if (why == "lost")
        {
            var card = (await house.Manager.Get($"/access-cards?facilityId={booking.FacilityId}&personId={scene.Holder.Id}")).Items.ShouldHaveSingleItem()!;
            (await house.Manager.Put($"/access-cards/{card["id"]!.GetValue<Guid>()}", "*", new
            {
                personId = scene.Holder.Id, companyId = scene.Firm.Id, validFrom = "2026-01-01T00:00:00Z", status = "lost", statusWhy = "In the train",
            })).Status.ShouldBe(200);
        }

        await (why switch
        {
            "leaves" => house.Opens(House.Holders, at, reader: "out"),
            "late" => house.Opens(House.Holders, at, heardAfterMinutes: 5.01),
            "another's" => house.Opens(House.Colleagues, at),
            "another door" => house.Opens(House.Holders, at, door: "store"),
            "did not go in" => house.Opens(House.Holders, at, kind: "door.granted-no-entry"),
            "unknown card" => house.Opens("99999999", at),
            _ => house.Opens(House.Holders, at),
        });
        Pass(why == "past" ? 36 : 6);
        (await scene.CheckIn()).ShouldBe(0);
        (await scene.Acts(booking)).ShouldBeEmpty();
        (await scene.Now(booking)).State.ShouldBe(BookingState.Confirmed);
    }

    [Fact]
    public async Task A_card_that_was_heard_of_within_five_minutes_counts_and_so_does_the_door_of_a_zone_booked_along()
    {
        var (scene, house) = await Given(DatabaseProvider.Sqlite);
        using var _ = scene;
        var booking = await scene.Book(Now.AddMinutes(5), 30);
        await house.BookAlong(booking);
        // A reader that nobody registered is taken for one that lets in.
        await house.Opens(House.Holders, Now, door: "store", reader: null, heardAfterMinutes: 5);
        Pass(6);
        (await scene.CheckIn()).ShouldBe(1);
        (await scene.Hub.WithRows(db => db.Bookings.Where(one => one.MainBookingId == booking.Id).Select(one => one.State).SingleAsync(Cancel), Cancel)).ShouldBe(BookingState.CheckedIn);
    }

    [Fact]
    public async Task A_dry_run_notes_the_badge_once_and_checks_nobody_in()
    {
        var (scene, house) = await Given(DatabaseProvider.Sqlite, AutomationMode.DryRun);
        using var _ = scene;
        var booking = await scene.Book(Now.AddMinutes(5), 30);
        await house.Opens(House.Holders, Now);
        Pass(6);
        (await scene.CheckIn()).ShouldBe(1);
        (await scene.CheckIn()).ShouldBe(0);
        (await scene.Now(booking)).State.ShouldBe(BookingState.Confirmed);
        var act = (await scene.Acts(booking)).ShouldHaveSingleItem();
        act.Mode.ShouldBe(AutomationMode.DryRun);
        (await house.Manager.Act($"/automatic-acts/{act.Id}/undo", "*")).Code.ShouldBe("evidence.not-undoable");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Whoever_was_at_a_door_of_the_house_is_asked_and_not_released_however_late_it_was_heard(DatabaseProvider database)
    {
        var (scene, house) = await Given(database);
        using var _ = scene;
        await scene.World.Measure(5, 200);
        var booking = await scene.Book(Now, 240);
        await house.Opens(House.Holders, Now.AddMinutes(1), door: "store", heardAfterMinutes: 20);
        await scene.World.Measure(5, 190);
        (await scene.Release()).ShouldBe(1);
        (await scene.Now(booking)).State.ShouldBe(BookingState.Confirmed);
        (await scene.Asked(booking)).ShouldHaveSingleItem().Evidence.ShouldContain("\"wasPresent\":true");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_use_with_others_at_the_door_and_the_holder_nowhere_becomes_a_case_and_with_the_holder_there_it_is_theirs(DatabaseProvider database)
    {
        var (scene, house) = await Given(database);
        using var _ = scene;
        await scene.World.Measure(5, 100);
        var (strange, own) = (await scene.Book(Now, 30), await scene.Book(Now.AddMinutes(60), 30));
        await house.Opens(House.Colleagues, Now.AddMinutes(1));
        await scene.World.Measure(5, 20);
        await scene.World.Measure(500, 60);
        await scene.World.Measure(5, 280);
        await scene.Follow();
        var absent = await scene.Attributed(one => one.BookingId == strange.Id);
        absent.Confidence.ShouldBe(65);

        // By badge, which counts once: 50 and 15 for the time, 20 for the door, and nothing for the check-in by it.
        await house.Opens(House.Holders, Now.AddMinutes(-5));
        (await scene.CheckIn()).ShouldBe(1);
        await scene.World.Measure(500, 60);
        await scene.World.Measure(5, 40);
        await scene.Follow();
        (await scene.Attributed(one => one.BookingId == own.Id && one.Confidence == 85)).Reasons.ShouldBe("Overlap,BeganWithin,CardAtDoor");
        var cases = await scene.Hub.WithRows(db => db.UsageCases.AsNoTracking().Where(one => one.EquipmentId == scene.World.Instrument.Id).ToListAsync(Cancel), Cancel);
        var found = cases.ShouldHaveSingleItem();
        (found.Kind, found.SessionId).ShouldBe((CaseKind.HolderAbsent, absent.SessionId));
    }
}
