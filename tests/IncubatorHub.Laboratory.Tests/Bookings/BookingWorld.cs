using System.Globalization;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Laboratory.Tests.Bookings;

/// <summary>Hubs whose clock stands at nine in the morning in Japan, on a Wednesday.</summary>
public sealed class BookingHubs : HubFixture
{
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero));

    protected override HubOptions Options => new() { Time = Time };
}

/// <summary>A house with two firms, their people, and a manager.</summary>
internal sealed class BookingWorld
{
    private static int _count;

    private BookingWorld(HubFactory hub, Facility house, Company firm, Company neighbour)
        => (Hub, House, Firm, Neighbour) = (hub, house, firm, neighbour);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public HubFactory Hub { get; }

    public Facility House { get; }

    public Company Firm { get; }

    public Company Neighbour { get; }

    public Account Ann { get; private set; } = null!;

    public Account Bob { get; private set; } = null!;

    public Account Eve { get; private set; } = null!;

    /// <summary>Of the firm.</summary>
    public HttpClient AsAnn => Hub.Given.SignedIn(Ann);

    /// <summary>Ann's colleague.</summary>
    public HttpClient AsBob => Hub.Given.SignedIn(Bob);

    /// <summary>Of the other firm in the house.</summary>
    public HttpClient AsEve => Hub.Given.SignedIn(Eve);

    public HttpClient Manager { get; private set; } = null!;

    public static async Task<BookingWorld> In(HubFactory hub)
    {
        var house = await hub.Given.Facility();
        var world = new BookingWorld(hub, house, await hub.Given.Company(house), await hub.Given.Company(house));
        world.Ann = await hub.Given.Person(Grant.InCompany(Role.TenantMember, world.Firm.Id));
        world.Bob = await hub.Given.Person(Grant.InCompany(Role.TenantMember, world.Firm.Id));
        world.Eve = await hub.Given.Person(Grant.InCompany(Role.TenantMember, world.Neighbour.Id));
        world.Manager = hub.Given.SignedIn(await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, house.Id)));
        return world;
    }

    /// <summary>A balance that may be booked.</summary>
    public Task<Equipment> Instrument(Action<Equipment>? but = null) => Hub.WithRows(db =>
    {
        var number = Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
        var one = new Equipment
        {
            FacilityId = House.Id, AssetNumber = $"B-{number}", ClassCode = "balance", NameEn = $"Balance {number}", NameJa = $"天びん{number}", IsBookable = true,
        };
        but?.Invoke(one);
        db.Add(one);
        return Task.FromResult(one);
    }, Cancel);

    public Task<Zone> Zone(Action<Zone>? but = null) => Hub.WithRows(db =>
    {
        var zone = new Zone { FacilityId = House.Id, Code = $"z-{Interlocked.Increment(ref _count)}", NameEn = "Dark room", NameJa = "暗室" };
        but?.Invoke(zone);
        db.Add(zone);
        return Task.FromResult(zone);
    }, Cancel);

    /// <summary>The time of day in Japan, so many days from the clock's first day.</summary>
    public static DateTimeOffset At(int hour, int minute = 0, int day = 0) => new DateTimeOffset(2026, 11, 25, hour, minute, 0, TimeSpan.FromHours(9)).AddDays(day);

    public static object Wish(Equipment equipment, DateTimeOffset from, DateTimeOffset until, Guid? personId = null, Guid? companyId = null) => new
    {
        equipmentId = equipment.Id,
        startsAt = from,
        endsAt = until,
        personId,
        companyId,
        purpose = "Pellets",
    };
}
