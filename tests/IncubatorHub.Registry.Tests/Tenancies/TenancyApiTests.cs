using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Registry.Tests.Tenancies;

public sealed class TenancyApiTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private static int _count;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Next(string prefix) => $"{prefix}-{Interlocked.Increment(ref _count)}";

    private static object CompanyOf(string code, Guid? home, string? number = null) =>
        new { code, nameEn = $"Company {code}", nameJa = "会社", firmType = "newIndustryStartUp", homeFacilityId = home, corporateNumber = number };

    private static Task<Unit> UnitAt(HubFactory hub, Facility facility) => hub.WithRows(db =>
    {
        var unit = new Unit { FacilityId = facility.Id, Code = Next("u"), NameEn = "Room", NameJa = "室", AreaSquareMetres = 20 };
        db.Add(unit);
        return Task.FromResult(unit);
    }, Cancel);

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_manager_sees_the_company_he_has_just_registered_and_no_other_manager_does(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var (here, there) = (await hub.Given.Facility(), await hub.Given.Facility());
        var (manager, neighbour) = (await hub.Given.ManagerOf(here.Id), await hub.Given.ManagerOf(there.Id));
        (await manager.Post("/companies", CompanyOf(Next("c"), home: null))).Code.ShouldBe("validation.failed");
        (await manager.Post("/companies", CompanyOf(Next("c"), there.Id))).Code.ShouldBe("validation.failed");
        var code = Next("c");
        var company = await manager.Post("/companies", CompanyOf(code, here.Id, "7000012050002"));
        company.Status.ShouldBe(201);
        (await manager.Post("/companies", CompanyOf(code, here.Id))).Code.ShouldBe("company.code-taken");
        (await manager.Post("/companies", CompanyOf(Next("c"), here.Id, "7000012050002"))).Code.ShouldBe("company.corporate-number-taken");
        (await manager.Post("/companies", CompanyOf(Next("c"), here.Id, "7000012050001"))).Code.ShouldBe("validation.failed");
        (await manager.Get($"/companies/{company.Id}")).Status.ShouldBe(200);
        (await manager.Get($"/companies?q={code}&facilityId={here.Id}")).Items.Count.ShouldBe(1);
        (await neighbour.Get($"/companies/{company.Id}")).Status.ShouldBe(404);
        (await neighbour.Get($"/companies?q={code}"))["total"]!.GetValue<int>().ShouldBe(0);
        var edit = new { nameEn = "Renamed", nameJa = "改名", firmType = "partsProcessor", homeFacilityId = here.Id, website = "https://example.jp" };
        (await neighbour.Put($"/companies/{company.Id}", company.Version, edit)).Status.ShouldBe(404);
        (await manager.Put($"/companies/{company.Id}", company.Version, edit)).Status.ShouldBe(200);
        (await (await hub.Given.TenantAdminOf(company.Id)).Put($"/companies/{company.Id}", "*", edit)).Status.ShouldBe(403);
        (await manager.Act($"/companies/{company.Id}/retire", "*")).Status.ShouldBe(204);
        (await manager.Put($"/companies/{company.Id}", "*", edit)).Code.ShouldBe("retired");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_tenancy_lives_from_plan_to_exit_and_holds_its_unit_meanwhile(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var unit = await UnitAt(hub, facility);
        var manager = await hub.Given.ManagerOf(facility.Id);
        var first = await manager.Post("/companies", CompanyOf(Next("c"), facility.Id));
        var second = await manager.Post("/companies", CompanyOf(Next("c"), facility.Id));
        object Plan(ApiAnswer company, string startsOn, string? plannedEndOn = null) => new { companyId = company.Id, unitId = unit.Id, startsOn, plannedEndOn };

        var current = await manager.Post("/tenancies", Plan(first, "2020-04-01", "2021-03-31"));
        current["state"]!.GetValue<string>().ShouldBe("current");
        var taken = await manager.Post("/tenancies", Plan(second, "2021-03-31"));
        (taken.Code, taken["takenUntil"]!.GetValue<string>()).ShouldBe(("tenancy.unit-taken", "2021-03-31"));
        (await manager.Post("/tenancies", Plan(second, "2021-04-01"))).Code.ShouldBe("tenancy.unit-occupied");
        var planned = await manager.Post("/tenancies", Plan(second, "2199-04-01"));
        planned["state"]!.GetValue<string>().ShouldBe("planned");
        (await manager.Act($"/tenancies/{planned.Id}/begin", planned.Version)).Code.ShouldBe("tenancy.starts-later");
        (await manager.Act($"/tenancies/{planned.Id}/end", planned.Version, new { endsOn = "2199-05-01", exitKind = "graduated" })).Code.ShouldBe("tenancy.wrong-state");
        (await manager.Put($"/tenancies/{planned.Id}", planned.Version, new { startsOn = "2020-05-01" })).Code.ShouldBe("tenancy.unit-taken");
        (await manager.Put($"/tenancies/{current.Id}", current.Version, new { startsOn = "2020-04-02" })).Code.ShouldBe("validation.failed");
        (await manager.Act($"/facilities/{facility.Id}/units/{unit.Id}/retire", "*")).Code.ShouldBe("unit.in-use");
        (await manager.Act($"/companies/{first.Id}/retire", "*")).Code.ShouldBe("company.has-tenancy");
        (await manager.Post("/tenancies", Plan(first, "2020-04-01", "2020-03-31"))).Code.ShouldBe("validation.failed");

        (await manager.Act($"/tenancies/{current.Id}/end", current.Version, new { endsOn = "2019-12-31", exitKind = "graduated" })).Code.ShouldBe("validation.failed");
        var ended = await manager.Act($"/tenancies/{current.Id}/end", current.Version, new { endsOn = "2021-03-31", exitKind = "graduated", reason = "Own building" });
        ended["exitKind"]!.GetValue<string>().ShouldBe("graduated");
        (await manager.Put($"/tenancies/{current.Id}", "*", new { startsOn = "2020-04-01" })).Code.ShouldBe("tenancy.wrong-state");
        (await manager.Post("/tenancies", Plan(first, "2020-04-01", "2020-04-02"))).Code.ShouldBe("tenancy.same-start");
        (await manager.Act($"/tenancies/{planned.Id}/cancel", planned.Version, new { reason = "" })).Code.ShouldBe("validation.failed");
        (await manager.Act($"/tenancies/{planned.Id}/cancel", planned.Version, new { reason = "Funding fell through" })).Status.ShouldBe(200);
        (await manager.Act($"/tenancies/{planned.Id}/cancel", "*", new { reason = "again" })).Code.ShouldBe("tenancy.wrong-state");
        (await manager.Get($"/tenancies?facilityId={facility.Id}&state=ended&on=2020-07-01")).Items.Single()!["companyCode"].ShouldNotBeNull();
        (await manager.Get($"/tenancies?facilityId={facility.Id}&sort=-endsOn")).Items.Count.ShouldBe(2);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_unit_that_may_not_be_let_takes_no_tenancy(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var unit = await UnitAt(hub, facility);
        var manager = await hub.Given.ManagerOf(facility.Id);
        var company = await manager.Post("/companies", CompanyOf(Next("c"), facility.Id));
        await manager.Act($"/facilities/{facility.Id}/units/{unit.Id}/retire", "*");
        (await manager.Post("/tenancies", new { companyId = company.Id, unitId = unit.Id, startsOn = "2026-04-01" })).Code.ShouldBe("tenancy.unit-not-lettable");
        (await manager.Post("/tenancies", new { companyId = company.Id, unitId = Guid.CreateVersion7(), startsOn = "2026-04-01" })).Status.ShouldBe(404);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Of_many_who_want_the_same_unit_at_once_one_gets_it(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var unit = await UnitAt(hub, facility);
        var manager = await hub.Given.ManagerOf(facility.Id);
        var companies = new List<ApiAnswer>();
        for (var n = 0; n < 8; n++)
            companies.Add(await manager.Post("/companies", CompanyOf(Next("c"), facility.Id)));
        var answers = await Task.WhenAll(companies.Select((company, n) =>
            manager.Post("/tenancies", new { companyId = company.Id, unitId = unit.Id, startsOn = $"2199-04-{n + 1:00}" })));
        answers.Count(answer => answer.Status == 201).ShouldBe(1);
        answers.Where(answer => answer.Status != 201).ShouldAllBe(answer => answer.Code == "tenancy.unit-taken");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_database_itself_refuses_overlapping_live_tenancies(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await hub.Given.Facility();
        var unit = await UnitAt(hub, facility);
        Task<Tenancy> Insert(TenancyState state, DateOnly from, DateOnly? until) => hub.WithRows(db =>
        {
            var company = new Company { Code = Next("c"), NameEn = "x", NameJa = "x" };
            var tenancy = new Tenancy { CompanyId = company.Id, FacilityId = facility.Id, UnitId = unit.Id, State = state, StartsOn = from, PlannedEndOn = until };
            db.AddRange(company, tenancy);
            return Task.FromResult(tenancy);
        }, Cancel);

        var first = await Insert(TenancyState.Planned, new(2026, 4, 1), new(2026, 9, 30));
        await Should.ThrowAsync<DbUpdateException>(() => Insert(TenancyState.Planned, new(2026, 9, 30), null));
        await Should.ThrowAsync<DbUpdateException>(() => Insert(TenancyState.Current, new(2026, 1, 1), null));
        await Insert(TenancyState.Cancelled, new(2026, 4, 1), null);
        var next = await Insert(TenancyState.Planned, new(2026, 10, 1), null);
        await Should.ThrowAsync<DbUpdateException>(() => hub.WithRows(async db =>
        {
            (await db.Tenancies.SingleAsync(one => one.Id == next.Id, Cancel)).StartsOn = first.StartsOn;
            return 0;
        }, Cancel));
    }
}
