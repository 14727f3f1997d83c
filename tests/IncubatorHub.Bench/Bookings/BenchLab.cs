using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Bench.Bookings;

/// <summary>A hub in this process with a house, a firm and instruments.</summary>
internal sealed class BenchLab : IAsyncDisposable
{
    /// <summary>Nine in the morning in Japan.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);

    private BenchLab(HubFactory hub, FakeTimeProvider time, Facility house, Company firm) => (Hub, Time, House, Firm) = (hub, time, house, firm);

    public HubFactory Hub { get; }

    public FakeTimeProvider Time { get; }

    public Facility House { get; }

    public Company Firm { get; }

    public static async Task<BenchLab> Open(DatabaseProvider database)
    {
        var time = new FakeTimeProvider(Start);
        var hub = await HubFactory.Start(database, new HubOptions { Time = time }, CancellationToken.None);
        var house = await hub.Given.Facility();
        return new BenchLab(hub, time, house, await hub.Given.Company(house));
    }

    public Task<List<Equipment>> Instruments(int count) => Hub.WithRows(db =>
    {
        List<Equipment> many = [.. Enumerable.Range(1, count).Select(i => new Equipment
        {
            FacilityId = House.Id, AssetNumber = $"{i:000}", ClassCode = "balance", NameEn = $"Balance {i}", NameJa = $"天びん{i}", IsBookable = true,
        })];
        db.AddRange(many);
        return Task.FromResult(many);
    }, CancellationToken.None);

    /// <summary>A member of a firm of their own.</summary>
    public async Task<Account> Stranger() => await Hub.Given.Person(Grant.InCompany(Role.TenantMember, (await Hub.Given.Company(House)).Id));

    public Task<Account> Person() => Hub.Given.Person(Grant.InCompany(Role.TenantMember, Firm.Id));

    public ValueTask DisposeAsync() => Hub.DisposeAsync();
}
