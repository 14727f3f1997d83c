using IncubatorHub.Devices.Readings;
using IncubatorHub.Laboratory.Access;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Evidence;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Tests.Usage;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Protocol;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Laboratory.Tests.Evidence;

public sealed class CheckInByBadgeTests(LedHubs hubs) : IClassFixture<LedHubs>
{
    private const string Number = "04A2B9C1D7";
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
        (await (await room.Hub.Given.ManagerOf(room.House.Id)).Act($"/automatic-acts/{act.Id}/undo", "*")).Code.ShouldBe("evidence.not-undoable");
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

    private async Task<Room> Given(DatabaseProvider database, AutomationMode mode = AutomationMode.On, bool isCompanion = false)
    {
        var hub = await hubs.On(database);
        var world = await UsageWorld.At(hub, hubs.Time, automation: mode);
        var firm = await hub.Given.Company(world.House);
        var holder = await hub.Given.Person(Grant.InCompany(Role.TenantMember, firm.Id));
        await hub.WithRows(async db =>
        {
            var zone = new Zone { FacilityId = world.House.Id, Code = "lab", NameEn = "Lab", NameJa = "実験室" };
            var door = new Door { FacilityId = world.House.Id, Key = "lab", NameEn = "Lab", NameJa = "実験室", ZoneBId = zone.Id, GatewayId = world.Gateway.Id, ControllerKey = "lab-door" };
            db.AddRange(zone, door);
            db.AddRange(
                new DoorReader { FacilityId = world.House.Id, DoorId = door.Id, Key = "in", Side = DoorSide.A },
                new DoorReader { FacilityId = world.House.Id, DoorId = door.Id, Key = "out", Side = DoorSide.B });
            var instrument = await db.Equipment.SingleAsync(one => one.Id == world.Instrument.Id, Cancel);
            instrument.IsBookable = true;
            if (isCompanion)
                instrument.CompanionZoneId = zone.Id;
            else
                instrument.ZoneId = zone.Id;
            var set = PolicySet.For(new PolicyScope(world.House.Id, null, null, null), "House", "施設");
            db.Add(set);
            db.Add(new PolicyVersion
            {
                SetId = set.Id, Number = 1, EffectiveFrom = hubs.Time.GetUtcNow().AddDays(-1),
                RulesJson = PolicyVersion.Write(new PolicyRules { CheckInBeforeMinutes = 15, CheckInAfterMinutes = 20, ReleaseAfterMinutes = 30 }),
            });
            return 0;
        }, Cancel);
        (await (await hub.Given.ManagerOf(world.House.Id)).Post("/access-cards",
            new { facilityId = world.House.Id, number = Number, personId = holder.Id, companyId = firm.Id, validFrom = "2026-01-01T00:00:00Z" })).Status.ShouldBe(201);
        return new Room(hub, world, firm, holder);
    }

    private sealed class Room(HubFactory hub, UsageWorld world, Company firm, Account holder)
    {
        private long _sequence;

        public HubFactory Hub => hub;
        public UsageWorld World => world;
        public Facility House => world.House;

        public Task<Booking> Book(DateTimeOffset from, int minutes) => hub.WithRows(db =>
        {
            var booking = new Booking
            {
                FacilityId = world.House.Id, EquipmentId = world.Instrument.Id, PersonId = holder.Id, CompanyId = firm.Id, BookedById = holder.Id,
                StartsAt = from, EndsAt = from.AddMinutes(minutes), State = BookingState.Confirmed,
            };
            db.Add(booking);
            return Task.FromResult(booking);
        }, Cancel);

        public Task Passes(
            DateTimeOffset at, string card = Number, string reader = "in", string source = "lab-door", string kind = EventKinds.DoorGranted, TimeSpan heardAfter = default) => hub.WithRows(db =>
        {
            db.Add(new StoredEvent
            {
                FacilityId = world.House.Id, GatewayId = world.Gateway.Id, Epoch = "e", Sequence = ++_sequence, OccurredAt = at, ReceivedAt = at + heardAfter, Kind = kind,
                Source = source, Detail = $$"""{"card":"{{card}}","reader":"{{reader}}"}""",
            });
            return Task.FromResult(0);
        }, Cancel);

        public Task<int> Round() => new CheckInByBadge(hub.Services.GetRequiredService<Rounds>()).Make(Cancel);

        public Task<Booking> Now(Booking booking) => hub.WithRows(db => db.Bookings.AsNoTracking().SingleAsync(one => one.Id == booking.Id, Cancel), Cancel);

        public Task<List<AutomaticAct>> Acts(Booking booking) =>
            hub.WithRows(db => db.AutomaticActs.AsNoTracking().Where(one => one.BookingId == booking.Id).ToListAsync(Cancel), Cancel);
    }
}
