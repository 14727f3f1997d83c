using IncubatorHub.Devices.Readings;
using IncubatorHub.Laboratory.Access;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Evidence;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Tests.Usage;
using IncubatorHub.Laboratory.Usage;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Jobs;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Protocol;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Laboratory.Tests.Evidence;

/// <summary>An instrument in a zone with one door, and a holder whose card the door knows.</summary>
internal sealed class DoorRoom(HubFactory hub, UsageWorld world, Company firm, Account holder)
{
    public const string Number = "04A2B9C1D7";

    private long _sequence;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public HubFactory Hub => hub;
    public UsageWorld World => world;
    public Facility House => world.House;
    public Account Holder => holder;

    public static async Task<DoorRoom> At(LedHubs hubs, DatabaseProvider database, AutomationMode mode, bool isCompanion = false)
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
        var room = new DoorRoom(hub, world, firm, holder);
        await room.Enter(Number, holder);
        return room;
    }

    /// <summary>Enters a card of somebody of the company.</summary>
    public async Task Enter(string number, Account person) => (await (await hub.Given.ManagerOf(world.House.Id)).Post("/access-cards",
        new { facilityId = world.House.Id, number, personId = person.Id, companyId = firm.Id, validFrom = "2026-01-01T00:00:00Z" })).Status.ShouldBe(201);

    public Task<Account> Colleague() => hub.Given.Person(Grant.InCompany(Role.TenantMember, firm.Id));

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

    public Task Change(Booking booking, Action<Booking> change) => hub.WithRows(async db =>
    {
        change(await db.Bookings.SingleAsync(one => one.Id == booking.Id, Cancel));
        return 0;
    }, Cancel);

    public Task Passes(
        DateTimeOffset at, string card = Number, string reader = "in", string source = "lab-door", string kind = EventKinds.DoorGranted, TimeSpan heardAfter = default) => hub.WithRows(db =>
    {
        db.Add(Event(at, card, reader, source, kind, heardAfter));
        return Task.FromResult(0);
    }, Cancel);

    /// <summary>So many strangers at the door, all at once.</summary>
    public Task Crowd(DateTimeOffset at, int count) => hub.WithRows(db =>
    {
        db.AddRange(Enumerable.Range(0, count).Select(_ => Event(at, "FFFFFFFFFF", "in", "lab-door", EventKinds.DoorGranted, TimeSpan.Zero)));
        return Task.FromResult(0);
    }, Cancel);

    /// <summary>The instrument was in use from then to then, and what follows from it.</summary>
    public async Task<UsageSession> Uses(DateTimeOffset from, DateTimeOffset until)
    {
        var session = await hub.WithRows(db =>
        {
            var one = new UsageSession { FacilityId = world.House.Id, EquipmentId = world.Instrument.Id, StartedAt = from, EndedAt = until, LastSeenAt = until };
            db.Add(one);
            return Task.FromResult(one);
        }, Cancel);
        await hub.Services.GetRequiredService<HubWork>().With<SessionAttributor, int>("test", async attributor =>
        {
            await attributor.Attribute(new UsageChanged(session.Id, session.EquipmentId, session.FacilityId, UsageChange.Ended, IsLate: false), Cancel);
            return 0;
        }, Cancel);
        return session;
    }

    public Task<CaseKind?> CaseOf(UsageSession session) => hub.WithRows(
        db => db.UsageCases.AsNoTracking().Where(one => one.SessionId == session.Id).Select(one => (CaseKind?)one.Kind).SingleOrDefaultAsync(Cancel), Cancel);

    public Task<int> Round() => new CheckInByBadge(hub.Services.GetRequiredService<Rounds>()).Make(Cancel);

    public Task<int> Release() => new ReleaseNoShows(hub.Services.GetRequiredService<Rounds>()).Make(Cancel);

    public Task<Booking> Now(Booking booking) => hub.WithRows(db => db.Bookings.AsNoTracking().SingleAsync(one => one.Id == booking.Id, Cancel), Cancel);

    public Task<List<AutomaticAct>> Acts(Booking booking) =>
        hub.WithRows(db => db.AutomaticActs.AsNoTracking().Where(one => one.BookingId == booking.Id).ToListAsync(Cancel), Cancel);

    public Task<List<EvidenceQuestion>> Asked(Booking booking) =>
        hub.WithRows(db => db.EvidenceQuestions.AsNoTracking().Where(one => one.BookingId == booking.Id).ToListAsync(Cancel), Cancel);

    private StoredEvent Event(DateTimeOffset at, string card, string reader, string source, string kind, TimeSpan heardAfter) => new()
    {
        FacilityId = world.House.Id, GatewayId = world.Gateway.Id, Epoch = "e", Sequence = ++_sequence, OccurredAt = at, ReceivedAt = at + heardAfter, Kind = kind,
        Source = source, Detail = $$"""{"card":"{{card}}","reader":"{{reader}}"}""",
    };
}
