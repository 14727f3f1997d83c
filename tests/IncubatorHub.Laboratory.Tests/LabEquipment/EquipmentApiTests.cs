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
}
