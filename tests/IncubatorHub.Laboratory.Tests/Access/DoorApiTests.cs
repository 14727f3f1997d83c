using IncubatorHub.Devices.Gateways;
using IncubatorHub.Devices.Readings;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;

namespace IncubatorHub.Laboratory.Tests.Access;

public sealed class DoorApiTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private static int _count;

    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 3, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<Gateway> GatewayAt(HubFactory hub, Guid facility) => hub.WithRows(db =>
    {
        var gateway = new Gateway { Key = $"gw-{Interlocked.Increment(ref _count)}", FacilityId = facility, Name = "Gateway" };
        db.Add(gateway);
        return Task.FromResult(gateway);
    }, Cancel);

    private static Task Happened(HubFactory hub, Gateway gateway, long sequence, string kind, string source, string? detail, int minutes = 0) => hub.WithRows(db =>
    {
        db.Add(new StoredEvent
        {
            FacilityId = gateway.FacilityId, GatewayId = gateway.Id, Epoch = "e1", Sequence = sequence, Kind = kind, Source = source, Detail = detail,
            OccurredAt = Noon.AddMinutes(minutes), ReceivedAt = Noon.AddMinutes(60),
        });
        return Task.FromResult(0);
    }, Cancel);

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_door_is_created_with_its_readers_edited_and_retired(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var (facility, other) = (await hub.Given.Facility(), await hub.Given.Facility());
        var (gateway, strange) = (await GatewayAt(hub, facility.Id), await GatewayAt(hub, other.Id));
        var manager = await hub.Given.ManagerOf(facility.Id);
        var zone = await manager.Post($"/facilities/{facility.Id}/zones", new { code = "lab", nameEn = "Lab", nameJa = "実験室" });
        object DoorOf(string key, string controllerKey, Guid? gatewayId, int heldOpenSeconds = 30, Guid? zoneB = null, int readers = 1) => new
        {
            facilityId = facility.Id, key, nameEn = "Laboratory", nameJa = "実験室", zoneBId = zoneB ?? zone.Id, failure = "failSecure", heldOpenSeconds, gatewayId, controllerKey,
            readers = Enumerable.Range(1, readers).Select(n => new { key = $"r{n}", side = "a", kind = "card" }).ToArray(),
        };

        var door = await manager.Post("/doors", DoorOf("main", "laboratory", gateway.Id));
        door.Status.ShouldBe(201);
        door["readers"]!.AsArray().Count.ShouldBe(1);
        (await manager.Post("/doors", DoorOf("main", "other", gateway.Id))).Code.ShouldBe("door.key-taken");
        (await manager.Post("/doors", DoorOf("second", "laboratory", gateway.Id))).Code.ShouldBe("door.controller-key-taken");
        (await manager.Post("/doors", DoorOf("second", "laboratory", strange.Id))).Code.ShouldBe("validation.failed");
        (await manager.Post("/doors", DoorOf("second", "two", gateway.Id, zoneB: Guid.CreateVersion7()))).Code.ShouldBe("validation.failed");
        foreach (var (seconds, status) in new[] { (4, 400), (5, 201), (3600, 201), (3601, 400) })
            (await manager.Post("/doors", DoorOf($"held-{seconds}", $"held-{seconds}", gateway.Id, seconds))).Status.ShouldBe(status);
        (await manager.Post("/doors", DoorOf("nine", "nine", gateway.Id, readers: 9))).Code.ShouldBe("validation.failed");
        (await manager.Post("/doors", DoorOf("long", new string('x', 65), gateway.Id))).Code.ShouldBe("validation.failed");
        (await manager.Act($"/facilities/{facility.Id}/zones/{zone.Id}/retire", "*"))["by"]!.GetValue<string>().ShouldBe("door");

        object Fields(params object[] readers) => new { nameEn = "Laboratory", nameJa = "実験室", zoneBId = zone.Id, gatewayId = gateway.Id, controllerKey = "laboratory", readers };
        (await manager.Put($"/doors/{door.Id}", door.Version, Fields(new { key = "r1", side = "a" }, new { key = "r1", side = "b" }))).Code.ShouldBe("validation.failed");
        var edited = await manager.Put($"/doors/{door.Id}", door.Version, Fields(new { key = "r1", side = "b", kind = "cardAndPin" }, new { key = "r2", side = "a" }));
        edited["readers"]!.AsArray().Select(one => one!["side"]!.GetValue<string>()).ShouldBe(["b", "a"]);
        edited.Version.ShouldNotBe(door.Version);
        (await manager.Put($"/doors/{door.Id}", edited.Version, Fields()))["readers"]!.AsArray().ShouldBeEmpty();
        (await manager.Get($"/doors?facilityId={facility.Id}&gatewayId={gateway.Id}&zoneId={zone.Id}&q=labor&sort=-key")).Items.Count.ShouldBe(3);
        (await manager.Act($"/doors/{door.Id}/retire", "*")).Status.ShouldBe(204);
        (await manager.Put($"/doors/{door.Id}", "*", Fields())).Code.ShouldBe("retired");
        (await (await hub.Given.ManagerOf(other.Id)).Get($"/doors/{door.Id}")).Status.ShouldBe(404);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Door_events_are_listed_in_gateway_order_with_their_door_and_filtered(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var (facility, other) = (await hub.Given.Facility(), await hub.Given.Facility());
        var (gateway, strange) = (await GatewayAt(hub, facility.Id), await GatewayAt(hub, other.Id));
        var manager = await hub.Given.ManagerOf(facility.Id);
        var door = await manager.Post("/doors", new { facilityId = facility.Id, key = "main", nameEn = "Main", nameJa = "正面", zoneBId = (await manager.Post($"/facilities/{facility.Id}/zones", new { code = "in", nameEn = "In", nameJa = "内" })).Id, gatewayId = gateway.Id, controllerKey = "entrance" });
        // The clock of the controller stepped back between them: the order stays that of the gateway.
        await Happened(hub, gateway, 1, "door.granted", "entrance", """{"card": "C\u0030001","reader":"in"}""", minutes: 10);
        await Happened(hub, gateway, 2, "door.opened", "entrance", null, minutes: 1);
        await Happened(hub, gateway, 3, "door.denied", "back", """{"card":"C0002","reason":"out-of-hours"}""", minutes: 2);
        await Happened(hub, gateway, 4, "gateway.started", "gateway", null, minutes: 3);
        await Happened(hub, strange, 1, "door.granted", "entrance", """{"card":"C0001"}""", minutes: 4);

        long[] Sequences(ApiAnswer answer) => [.. answer.Items.Select(one => one!["sequence"]!.GetValue<long>())];
        var all = await manager.Get("/door-events?order=asc");
        Sequences(all).ShouldBe([1, 2, 3]);
        all.Items[0]!["doorKey"]!.GetValue<string>().ShouldBe("main");
        all.Items[0]!["card"]!.GetValue<string>().ShouldBe("C0001");
        all.Items[2]!["doorId"].ShouldBeNull();
        all.Items[2]!["reason"]!.GetValue<string>().ShouldBe("out-of-hours");
        Sequences(await manager.Get("/door-events?card=C0001")).ShouldBe([1]);
        Sequences(await manager.Get($"/door-events?doorId={door.Id}")).ShouldBe([2, 1]);
        Sequences(await manager.Get("/door-events?kind=door.denied")).ShouldBe([3]);
        Sequences(await manager.Get($"/door-events?from={Uri.EscapeDataString(Noon.AddMinutes(2).ToString("O"))}&to={Uri.EscapeDataString(Noon.AddMinutes(10).ToString("O"))}")).ShouldBe([3]);
        var first = await manager.Get($"/door-events?facilityId={facility.Id}&gatewayId={gateway.Id}&limit=2");
        Sequences(first).ShouldBe([3, 2]);
        Sequences(await manager.Get($"/door-events?facilityId={facility.Id}&gatewayId={gateway.Id}&limit=2&cursor={first["nextCursor"]}")).ShouldBe([1]);
        (await manager.Get("/door-events?limit=0")).Code.ShouldBe("validation.failed");
        (await manager.Get("/door-events?limit=201")).Code.ShouldBe("validation.failed");
        (await manager.Get("/door-events?order=sideways")).Code.ShouldBe("validation.failed");
        (await manager.Get("/door-events?cursor=x")).Code.ShouldBe("validation.failed");

        var id = all.Items[0]!["id"]!.GetValue<long>();
        (await manager.Get($"/door-events/{id}"))["kind"]!.GetValue<string>().ShouldBe("door.granted");
        (await (await hub.Given.ManagerOf(other.Id)).Get($"/door-events/{id}")).Status.ShouldBe(404);
        (await (await hub.Given.Mentor()).Get("/door-events")).Status.ShouldBe(403);
    }
}
