using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;

namespace IncubatorHub.Registry.Tests.Facilities;

public sealed class PlaceApiTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private static object ZoneOf(string code, Guid? parent = null) => new { code, nameEn = "Wet laboratory", nameJa = "ウェットラボ", parentId = parent, kind = "laboratory", hazard = "chemical" };

    private static object UnitOf(string code) => new { code, nameEn = "Room", nameJa = "室", roomType = "wetLaboratory", areaSquareMetres = 24.5 };

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_programme_s_reference_rows_are_there_and_stay_when_inserted_again(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var officer = await hub.Given.Officer();
        await IncubatorHub.Registry.Facilities.ReferenceRows.InsertReferenceRows(hub.Services, TestContext.Current.CancellationToken);

        (await officer.Get("/bureaus")).Items.Count.ShouldBe(9);
        (await officer.Get("/prefectures")).Items.Count.ShouldBe(47);
        (await officer.Get("/prefectures?q=兵庫")).Items[0]!["code"]!.GetValue<string>().ShouldBe("28");
        (await officer.Get("/prefectures?bureau=Kinki")).Items.Count.ShouldBe(7);
        (await officer.Get("/projects?q=bio&bureau=Kinki")).Items.Single()!["code"]!.GetValue<string>().ShouldBe("KNS-B");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_cluster_project_is_created_edited_retired_and_its_code_taken(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var officer = await hub.Given.Officer();
        object Fields(string bureau) => new { code = "NEW-1", nameEn = "New project", nameJa = "新計画", bureauCode = bureau };
        (await officer.Post("/projects", Fields("Atlantis"))).Code.ShouldBe("validation.failed");
        var made = await officer.Post("/projects", Fields("Kanto"));
        made.Status.ShouldBe(201);
        (await officer.Post("/projects", Fields("Kanto"))).Code.ShouldBe("project.code-taken");
        var edit = new { nameEn = "Newer project", nameJa = "新計画", bureauCode = "Kinki", fields = "bio" };
        (await officer.Put($"/projects/{made.Id}", null, edit)).Code.ShouldBe("version.required");
        var edited = await officer.Put($"/projects/{made.Id}", made.Version, edit);
        edited["bureauCode"]!.GetValue<string>().ShouldBe("Kinki");
        (await officer.Act($"/projects/{made.Id}/retire", made.Version)).Code.ShouldBe("version.stale");
        (await officer.Act($"/projects/{made.Id}/retire", edited.Version)).Status.ShouldBe(204);
        (await officer.Put($"/projects/{made.Id}", "*", edit)).Code.ShouldBe("retired");
        (await officer.Post("/facilities", new { code = "of-retired", nameEn = "Of retired", nameJa = "x", prefectureCode = "13", latitude = 35.0, longitude = 139.0, projectCode = "NEW-1" }))
            .Code.ShouldBe("validation.failed");
        (await officer.Get($"/projects/{Guid.CreateVersion7()}")).Status.ShouldBe(404);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Zones_form_a_tree_that_refuses_cycles_strange_parents_and_an_ninth_level(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var (facility, other) = (await hub.Given.Facility(), await hub.Given.Facility());
        var manager = await hub.Given.ManagerOf(facility.Id);
        var zones = $"/facilities/{facility.Id}/zones";

        var top = await manager.Post(zones, ZoneOf("top"));
        top.Status.ShouldBe(201);
        (await manager.Post(zones, ZoneOf("top"))).Code.ShouldBe("zone.code-taken");
        var below = await manager.Post(zones, ZoneOf("below", top.Id));
        object Under(Guid parent) => new { nameEn = "Top", nameJa = "上", parentId = parent };
        (await manager.Put($"{zones}/{top.Id}", top.Version, Under(below.Id))).Code.ShouldBe("zone.cycle");
        (await manager.Put($"{zones}/{top.Id}", top.Version, Under(top.Id))).Code.ShouldBe("zone.cycle");

        var officer = await hub.Given.Administrator();
        var strange = await officer.Post($"/facilities/{other.Id}/zones", ZoneOf("strange"));
        (await officer.Post(zones, ZoneOf("misplaced", strange.Id))).Code.ShouldBe("validation.failed");
        (await manager.Post($"/facilities/{other.Id}/zones", ZoneOf("unseen"))).Status.ShouldBe(404);
        (await manager.Get($"/facilities/{other.Id}/zones/{strange.Id}")).Status.ShouldBe(404);

        var at = below;
        for (var level = 3; level <= 8; level++)
            at = await manager.Post(zones, ZoneOf($"level-{level}", at.Id));
        at.Status.ShouldBe(201);
        (await manager.Post(zones, ZoneOf("level-9", at.Id))).Code.ShouldBe("zone.too-deep");
        (await manager.Act($"{zones}/{top.Id}/retire", top.Version)).Code.ShouldBe("zone.in-use");
        (await manager.Act($"{zones}/{at.Id}/retire", at.Version)).Status.ShouldBe(204);
        (await manager.Put($"{zones}/{at.Id}", "*", Under(top.Id))).Code.ShouldBe("retired");
        (await manager.Get($"{zones}?sort=-code&kind=laboratory&limit=2")).Items.Count.ShouldBe(2);
        (await manager.Get($"{zones}?retired=true")).Items.Count.ShouldBe(1);
        (await manager.Post(zones, new { code = "x", nameEn = "x", nameJa = "x", capacityMin = 5, capacityMax = 4 })).Code.ShouldBe("validation.failed");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Units_are_created_searched_edited_and_retired(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var manager = await hub.Given.ManagerOf(facility.Id);
        var auditor = await hub.Given.Auditor();
        var units = $"/facilities/{facility.Id}/units";
        (await auditor.Post(units, UnitOf("101"))).Status.ShouldBe(403);
        var unit = await manager.Post(units, UnitOf("101"));
        unit.Status.ShouldBe(201);
        (await manager.Post(units, UnitOf("101"))).Code.ShouldBe("unit.code-taken");
        (await manager.Post(units, new { code = "102", nameEn = "x", nameJa = "x", roomType = "office", areaSquareMetres = 0 })).Code.ShouldBe("validation.failed");
        (await manager.Post(units, new { code = "102", nameEn = "x", nameJa = "x", roomType = "office", areaSquareMetres = 9, zoneId = Guid.CreateVersion7() })).Code.ShouldBe("validation.failed");
        var edited = await manager.Put($"{units}/{unit.Id}", unit.Version, new { nameEn = "Bigger", nameJa = "大", roomType = "office", areaSquareMetres = 30.25, isLettable = false });
        edited["areaSquareMetres"]!.GetValue<double>().ShouldBe(30.25);
        (await manager.Get($"{units}?lettable=false&roomType=office&q=bigg&sort=area")).Items.Count.ShouldBe(1);
        (await manager.Act($"{units}/{unit.Id}/retire", unit.Version)).Code.ShouldBe("version.stale");
        (await manager.Act($"{units}/{unit.Id}/retire", edited.Version)).Status.ShouldBe(204);
        (await manager.Get(units)).Items.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task More_than_a_whole_person_is_warned_of_not_refused(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var (here, there) = (await hub.Given.Facility(), await hub.Given.Facility());
        var person = await hub.Given.Person();
        var officer = await hub.Given.Officer();
        object Share(int percent, string startsOn) => new { accountId = person.Id, sharePercent = percent, startsOn, certificate = "JBIA" };
        var first = await officer.Post($"/facilities/{here.Id}/managers", Share(60, "2026-04-01"));
        first.Status.ShouldBe(201);
        first["warnings"]!.AsArray().ShouldBeEmpty();
        var second = await officer.Post($"/facilities/{there.Id}/managers", Share(41, "2026-06-01"));
        second["peakSharePercent"]!.GetValue<int>().ShouldBe(101);
        second["warnings"]![0]!.GetValue<string>().ShouldBe("manager.share-over-100");
        (await officer.Post($"/facilities/{here.Id}/managers", Share(10, "2026-04-01"))).Code.ShouldBe("manager.assignment-taken");
        (await officer.Post($"/facilities/{here.Id}/managers", Share(101, "2026-05-01"))).Code.ShouldBe("validation.failed");
        var ended = await officer.Put($"/facilities/{here.Id}/managers/{first.Id}", first.Version, new { sharePercent = 60, startsOn = "2026-04-01", endsOn = "2026-05-31" });
        ended.Status.ShouldBe(200);
        (await officer.Get($"/facilities/{there.Id}/managers/{second.Id}"))["warnings"]!.AsArray().ShouldBeEmpty();

        var manager = await hub.Given.ManagerOf(here.Id);
        (await manager.Get($"/facilities/{here.Id}/managers?ended=true")).Items.Count.ShouldBe(1);
        (await manager.Get($"/facilities/{there.Id}/managers")).Status.ShouldBe(404);
        (await manager.Put($"/facilities/{here.Id}/managers/{first.Id}", "*", new { sharePercent = 10, startsOn = "2026-04-01" })).Status.ShouldBe(403);
    }
}
