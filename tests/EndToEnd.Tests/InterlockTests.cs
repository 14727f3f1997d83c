using System.Globalization;
using IncubatorHub.Edge.Drivers;
using IncubatorHub.EndToEnd.Tests.Support;
using IncubatorHub.Incubation;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.EndToEnd.Tests;

/// <summary>From the booking at the hub to the contactor in the laboratory and back, over real processes.</summary>
public sealed class InterlockTests
{
    private const byte Centrifuge = 4;
    private const int Relay = 0;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_booking_switches_its_instrument_on_its_end_waits_for_the_run_and_then_switches_it_off()
    {
        await using var site = await Site.Start(backlogPerSecond: 20);
        await site.Configure(Document(site.Lab.ModbusPort), version: 2);
        await using var plant = new ModbusClient("127.0.0.1", site.Lab.ModbusPort, TimeSpan.FromSeconds(10), TimeProvider.System);
        await plant.WriteCoilAsync(Centrifuge, Relay, false, Until.Cancel);

        var ends = TimeProvider.System.GetUtcNow().AddSeconds(40);
        var equipment = await Book(site.Hub, ends);
        var interlock = (await site.Hub.Api.Post("interlocks", new { equipmentId = equipment, gatewayId = site.Gateway.Id, channel = "centrifuge-1", begins = "booking" })).GetProperty("id").GetString();
        await Becomes(plant, isOn: true, site, "the booking's lease at the contactor");
        await site.Lab.Tell("SET centrifuge-1 set_minutes 240");
        await site.Lab.Tell("SET centrifuge-1 start 1");
        await Reported(site, interlock!, "on");

        // The line is cut over the end: the gateway holds what it was given.
        site.Uplink.Cut();
        await Until.Holds(() => TimeProvider.System.GetUtcNow() > ends.AddSeconds(5), Patience, "the end of the booking");
        (await IsOn(plant)).ShouldBeTrue("it runs, so it is not cut");
        site.Uplink.Mend();
        await Reported(site, interlock!, "overrun");
        (await IsOn(plant)).ShouldBeTrue("and still not");

        await site.Lab.Tell("SET centrifuge-1 start 0");
        await Becomes(plant, isOn: false, site, "the contactor off after the run");
        await Reported(site, interlock!, "off");
    }

    private static async Task<bool> IsOn(ModbusClient plant) => (await plant.ReadBitsAsync(Centrifuge, 1, Relay, 1, Until.Cancel))[0];

    private static Task Becomes(ModbusClient plant, bool isOn, Site site, string what) =>
        Until.Holds(async () => await IsOn(plant) == isOn, Patience, what, site.Evidence);

    private static Task Reported(Site site, string interlock, string state) => Until.Holds(
        async () => (await site.Hub.Api.Get($"interlocks/{interlock}")).GetProperty("reported").GetString() == state, Patience, $"the report '{state}'", site.Evidence);

    /// <summary>A booking that runs already, written beside the running hub.</summary>
    private static async Task<Guid> Book(HubProcess hub, DateTimeOffset ends)
    {
        var settings = new Dictionary<string, string?> { ["DataDirectory"] = hub.DataDirectory };
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System)
            .AddHubDatabase(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), Wings.All).BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        var person = await db.Set<Account>().FirstAsync(Until.Cancel);
        var kind = new EquipmentClass { Code = "trial-centrifuge", NameEn = "Centrifuge", NameJa = "遠心機" };
        var company = new Company { Code = "trial", NameEn = "Trial K.K.", NameJa = "試験株式会社" };
        var equipment = new Equipment { FacilityId = hub.Seed.FacilityId, AssetNumber = "C-1", ClassCode = kind.Code, NameEn = "Centrifuge", NameJa = "遠心機", IsBookable = true };
        db.AddRange(kind, company, equipment, new Booking
        {
            FacilityId = hub.Seed.FacilityId, EquipmentId = equipment.Id, PersonId = person.Id, BookedById = person.Id, CompanyId = company.Id, StartsAt = ends.AddMinutes(-10), EndsAt = ends,
        });
        db.ChangeTracker.Entries<Booking>().Single().Property(one => one.State).CurrentValue = BookingState.Confirmed;
        await db.SaveChangesAsync(Until.Cancel);
        return equipment.Id;
    }

    private static string Document(int port) => string.Create(CultureInfo.InvariantCulture, $$$"""
        {"sampling":{"everySeconds":1},
         "modbus":[{"name":"plc","host":"127.0.0.1","port":{{{port}}},
           "devices":[{"device":"centrifuge-1","unit":{{{Centrifuge}}},"metrics":[{"metric":"power","table":"input","address":7,"type":"uint16"}]}],
           "writables":[{"name":"relay","unit":{{{Centrifuge}}},"table":"coil","address":{{{Relay}}}}]}],
         "interlocks":[{"name":"centrifuge-1","coil":"relay","warnSeconds":10,"load":{"device":"centrifuge-1","metric":"power","idleBelow":90,"idleSeconds":1}}]}
        """);
}
