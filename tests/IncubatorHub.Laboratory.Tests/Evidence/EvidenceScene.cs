using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Evidence;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Tests.Usage;
using IncubatorHub.Laboratory.Usage;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Laboratory.Tests.Evidence;

/// <summary>A sensed instrument, a company and one of its people, and the jobs that judge by evidence, led by the test.</summary>
internal sealed class EvidenceScene(HubFactory hub, UsageWorld world, Company firm, Account holder, UsageFollower follower) : IDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public HubFactory Hub => hub;
    public UsageWorld World => world;
    public Company Firm => firm;
    public Account Holder => holder;

    public Task<Booking> Book(DateTimeOffset from, int minutes) => hub.WithRows(db =>
    {
        var booking = new Booking
        {
            FacilityId = world.House.Id, EquipmentId = world.Instrument.Id, PersonId = holder.Id, CompanyId = firm.Id, BookedById = holder.Id,
            StartsAt = from, EndsAt = from.AddMinutes(minutes), State = BookingState.Confirmed,
        };
        db.Add(booking);
        db.Add(new Occupancy
        {
            BookingId = booking.Id, FacilityId = world.House.Id, ResourceId = world.Instrument.Id, SlotIndex = 0, From = booking.StartsAt, Until = booking.EndsAt,
        });
        return Task.FromResult(booking);
    }, Cancel);

    public async Task Follow()
    {
        await follower.Refresh(Cancel);
        await follower.Turn(Cancel);
    }

    public Task<int> CheckIn() => new CheckInByBadge(hub.Services.GetRequiredService<Rounds>()).Make(Cancel);

    public Task<int> Release() => new ReleaseNoShows(hub.Services.GetRequiredService<Rounds>()).Make(Cancel);

    public Task<int> Complete() => new CompleteBookings(hub.Services.GetRequiredService<Rounds>()).Make(Cancel);

    public Task<int> Propose() => new ProposeEarlyFinish(hub.Services.GetRequiredService<Rounds>()).Make(Cancel);

    public Task<Booking> Now(Booking booking) => hub.WithRows(db => db.Bookings.AsNoTracking().SingleAsync(one => one.Id == booking.Id, Cancel), Cancel);

    public Task<List<AutomaticAct>> Acts(Booking booking) =>
        hub.WithRows(db => db.AutomaticActs.AsNoTracking().Where(one => one.BookingId == booking.Id).OrderBy(one => one.At).ToListAsync(Cancel), Cancel);

    public Task<List<EvidenceQuestion>> Asked(Booking booking) =>
        hub.WithRows(db => db.EvidenceQuestions.AsNoTracking().Where(one => one.BookingId == booking.Id).ToListAsync(Cancel), Cancel);

    public Task<bool> IsTaken(Booking booking) => hub.WithRows(db => db.Occupancies.AnyAsync(one => one.BookingId == booking.Id, Cancel), Cancel);

    /// <summary>Waits until the outbox has handled what the sessions told.</summary>
    public async Task<SessionAttribution> Attributed(Func<SessionAttribution, bool> isReady)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            var rows = await hub.WithRows(db => db.SessionAttributions.AsNoTracking().Where(one => one.EquipmentId == world.Instrument.Id).ToListAsync(Cancel), Cancel);
            if (rows.Find(one => isReady(one)) is { } found)
                return found;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }

        throw new TimeoutException("No session was attributed within 30 s.");
    }

    public void Dispose() => follower.Dispose();

    public static async Task<EvidenceScene> Given(LedHubs hubs, DatabaseProvider database, AutomationMode mode = AutomationMode.On, PolicyRules? rules = null)
    {
        var hub = await hubs.On(database);
        var world = await UsageWorld.At(hub, hubs.Time, automation: mode);
        var firm = await hub.Given.Company(world.House);
        var holder = await hub.Given.Person(Grant.InCompany(Role.TenantMember, firm.Id));
        await hub.WithRows(async db =>
        {
            (await db.Equipment.SingleAsync(one => one.Id == world.Instrument.Id, Cancel)).IsBookable = true;
            var set = PolicySet.For(new PolicyScope(world.House.Id, null, null, null), "House", "施設");
            db.Add(set);
            db.Add(new PolicyVersion
            {
                SetId = set.Id, Number = 1, EffectiveFrom = hubs.Time.GetUtcNow().AddDays(-1),
                RulesJson = PolicyVersion.Write(rules ?? new PolicyRules { CheckInBeforeMinutes = 15, ReleaseAfterMinutes = 30, IdleMinutes = 15, EarlyFinishIsAutomatic = true }),
            });
            return 0;
        }, Cancel);
        var scene = new EvidenceScene(hub, world, firm, holder, world.Follower());
        await scene.Follow();
        return scene;
    }
}
