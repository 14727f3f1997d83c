using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;

namespace IncubatorHub.Laboratory.Tests.LabEquipment;

public sealed class EquipmentApiTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static object Freezer(Guid facility, string asset, Guid? zone = null, Guid? device = null) => new
    {
        facilityId = facility,
        assetNumber = asset,
        classCode = "ult-freezer",
        nameEn = "Freezer 12",
        nameJa = "フリーザー12",
        maker = "PHC",
        model = "MDF-DU702VH",
        serial = "S-1",
        zoneId = zone,
        linkedDeviceId = device,
        purchasedOn = "2024-04-01",
    };

    private static object Edit(string state = "outOfService", Guid? device = null) =>
        new { classCode = "ult-freezer", nameEn = "Freezer 12", nameJa = "フリーザー12", state, stateNote = "Compressor", linkedDeviceId = device };

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Equipment_is_created_found_edited_and_retired(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(facility.Id);
        var zone = await manager.Post($"/facilities/{facility.Id}/zones", new { code = "lab", nameEn = "Lab", nameJa = "実験室" });
        var device = Guid.CreateVersion7();

        var made = await manager.Post("/equipment", Freezer(facility.Id, "A-1", zone.Id, device));
        made.Status.ShouldBe(201);
        (await manager.Post("/equipment", Freezer(facility.Id, "A-1"))).Code.ShouldBe("equipment.asset-number-taken");
        (await manager.Post("/equipment", Freezer(facility.Id, "A-2", device: device))).Code.ShouldBe("equipment.device-taken");
        (await manager.Post("/equipment", Freezer(facility.Id, "A-3", zone: Guid.CreateVersion7()))).Code.ShouldBe("validation.failed");
        (await manager.Post("/equipment", new { facilityId = facility.Id, assetNumber = "A-4", classCode = "perpetuum-mobile", nameEn = "x", nameJa = "x" })).Code.ShouldBe("validation.failed");
        (await manager.Put($"/equipment/{made.Id}", made.Version, Edit("retired"))).Code.ShouldBe("validation.failed");
        (await manager.Act($"/facilities/{facility.Id}/zones/{zone.Id}/retire", "*"))["by"]!.GetValue<string>().ShouldBe("equipment");

        var edited = await manager.Put($"/equipment/{made.Id}", made.Version, Edit(device: device));
        edited["state"]!.GetValue<string>().ShouldBe("outOfService");
        (await manager.Get($"/equipment?facilityId={facility.Id}&class=ult-freezer&q=freezer&state=outOfService&watched=true&deviceId={device}&sort=-assetNumber")).Items.Count.ShouldBe(1);
        (await manager.Act($"/equipment/{made.Id}/retire", made.Version)).Code.ShouldBe("version.stale");
        (await manager.Act($"/equipment/{made.Id}/retire", edited.Version)).Status.ShouldBe(204);
        (await manager.Get($"/equipment/{made.Id}"))["linkedDeviceId"].ShouldBeNull();
        (await manager.Put($"/equipment/{made.Id}", "*", Edit())).Code.ShouldBe("retired");
        (await manager.Post("/equipment", Freezer(facility.Id, "A-2", device: device))).Status.ShouldBe(201);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_tenant_sees_the_equipment_of_its_house_only_and_changes_none(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var (here, there) = (await hub.Given.Facility(), await hub.Given.Facility());
        var company = await hub.WithRows(db =>
        {
            var company = new Company { Code = $"house-{database}".ToLowerInvariant(), NameEn = "x", NameJa = "x" };
            var unit = new Unit { FacilityId = here.Id, Code = "1", NameEn = "x", NameJa = "x", AreaSquareMetres = 10 };
            db.AddRange(company, unit, new Tenancy { CompanyId = company.Id, FacilityId = here.Id, UnitId = unit.Id, StartsOn = new(2026, 1, 1), State = TenancyState.Current });
            return Task.FromResult(company);
        }, Cancel);
        var admin = await hub.Given.Administrator();
        var (mine, strange) = (await admin.Post("/equipment", Freezer(here.Id, "H-1")), await admin.Post("/equipment", Freezer(there.Id, "T-1")));
        var tenant = await hub.Given.TenantMemberOf(company.Id);

        (await tenant.Get("/equipment")).Items.Select(one => one!["id"]!.GetValue<Guid>()).ShouldBe([mine.Id]);
        (await tenant.Get($"/equipment/{strange.Id}")).Status.ShouldBe(404);
        (await tenant.Put($"/equipment/{mine.Id}", "*", Edit())).Status.ShouldBe(403);
        (await tenant.Get("/companies")).Items.Count.ShouldBe(1);
        (await tenant.Get("/tenancies")).Items.Count.ShouldBe(1);
        (await tenant.Get("/doors")).Status.ShouldBe(403);
        (await tenant.Get("/door-events")).Status.ShouldBe(403);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_programme_keeps_the_list_of_classes(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var officer = await hub.Given.Officer();
        (await officer.Get("/equipment-classes?q=freezer")).Items.Count.ShouldBe(2);
        var fields = new { code = "bioprinter", nameEn = "Bioprinter", nameJa = "バイオプリンター" };
        var made = await officer.Post("/equipment-classes", fields);
        made.Status.ShouldBe(201);
        (await officer.Post("/equipment-classes", fields)).Code.ShouldBe("equipment-class.code-taken");
        var edited = await officer.Put($"/equipment-classes/{made.Id}", made.Version, new { nameEn = "Bio-printer", nameJa = "バイオプリンター" });
        (await officer.Act($"/equipment-classes/{made.Id}/retire", edited.Version)).Status.ShouldBe(204);
        (await officer.Put($"/equipment-classes/{made.Id}", "*", new { nameEn = "x", nameJa = "x" })).Code.ShouldBe("retired");
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(facility.Id);
        (await manager.Post("/equipment", new { facilityId = facility.Id, assetNumber = "B-1", classCode = "bioprinter", nameEn = "x", nameJa = "x" })).Code.ShouldBe("validation.failed");
        (await manager.Post("/equipment-classes", fields)).Status.ShouldBe(403);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Slots_buffers_and_thresholds_are_checked_at_their_limits(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(facility.Id);
        var made = await manager.Post("/equipment", Freezer(facility.Id, "A-1"));
        made["parallelSlots"]!.GetValue<int>().ShouldBe(1);

        Task<ApiAnswer> Put(int slots = 1, int warmUp = 0, double? on = null, double? off = null, Guid? companion = null) => manager.Put($"/equipment/{made.Id}", "*", new
        {
            classCode = "ult-freezer", nameEn = "x", nameJa = "x", isBookable = true, parallelSlots = slots, warmUpMinutes = warmUp, onAbove = on, offBelow = off,
            companionEquipmentId = companion,
        });
        (await Put(slots: 0)).Code.ShouldBe("validation.failed");
        (await Put(slots: 50, warmUp: 1440)).Status.ShouldBe(200);
        (await Put(slots: 51)).Code.ShouldBe("validation.failed");
        (await Put(warmUp: 1441)).Code.ShouldBe("validation.failed");
        (await Put(on: 5)).Code.ShouldBe("validation.failed");
        (await Put(on: 5, off: 5)).Code.ShouldBe("validation.failed");
        (await Put(on: 5.1, off: 5)).Status.ShouldBe(200);

        (await Put(companion: made.Id)).Code.ShouldBe("equipment.companion-chain");
        (await Put(companion: Guid.CreateVersion7())).Code.ShouldBe("validation.failed");
        var lamp = await manager.Post("/equipment", Freezer(facility.Id, "A-2"));
        (await Put(companion: lamp.Id)).Status.ShouldBe(200);
        (await manager.Put($"/equipment/{lamp.Id}", "*", new { classCode = "other", nameEn = "x", nameJa = "x", companionEquipmentId = made.Id })).Code.ShouldBe("equipment.companion-chain");
        (await manager.Act($"/equipment/{lamp.Id}/retire", "*")).Code.ShouldBe("equipment.is-companion");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Classes_come_with_how_they_are_used_and_refuse_what_makes_no_sense(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var officer = await hub.Given.Officer();
        var classes = (await officer.Get("/equipment-classes?limit=200")).Items.ToDictionary(one => one!["code"]!.GetValue<string>());
        classes["centrifuge"]!["onAbove"]!.GetValue<double>().ShouldBeGreaterThan(classes["centrifuge"]!["offBelow"]!.GetValue<double>());
        classes["ult-freezer"]!["useMode"]!.GetValue<string>().ShouldBe("alwaysOn");
        classes["ult-freezer"]!["neverCut"]!.GetValue<bool>().ShouldBeTrue();
        classes["bioreactor"]!["useMode"]!.GetValue<string>().ShouldBe("continuous");

        var made = await officer.Post("/equipment-classes", new { code = "press", nameEn = "Press", nameJa = "プレス" });
        Task<ApiAnswer> Put(object more) => officer.Put($"/equipment-classes/{made.Id}", "*", more);
        (await Put(new { nameEn = "x", nameJa = "x", useMetric = "power", onAbove = 10, offBelow = 10 })).Code.ShouldBe("validation.failed");
        (await Put(new { nameEn = "x", nameJa = "x", onAbove = 10, offBelow = 5 })).Code.ShouldBe("validation.failed");
        (await Put(new { nameEn = "x", nameJa = "x", useMode = "alwaysOn", automation = "dryRun" })).Code.ShouldBe("validation.failed");
        (await Put(new { nameEn = "x", nameJa = "x", disuseMonths = 121 })).Code.ShouldBe("validation.failed");
        var edited = await Put(new { nameEn = "x", nameJa = "x", useMetric = "power", onAbove = 10, offBelow = 5, automation = "dryRun", needsQualification = true, disuseMonths = 120 });
        edited["automation"]!.GetValue<string>().ShouldBe("dryRun");
    }
}
