using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.TestKit;

namespace IncubatorHub.Registry.Tests.Tenancies;

public sealed class CompanyCsvTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private const string Header = "code,nameEn,nameJa,corporateNumber,firmType,homeFacility,facility,unit,startsOn,plannedEndOn,endsOn,state,exitKind,reason";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static int[] Counts(ApiAnswer report) => [.. new[] { "created", "changed", "unchanged", "errorCount" }.Select(name => report[name]!.GetValue<int>())];

    private static (int Line, string Column, string Code)[] Errors(ApiAnswer refused) => [.. refused["report"]!["errors"]!.AsArray()
        .Select(one => (one!["line"]!.GetValue<int>(), one["column"]!.GetValue<string>(), one["code"]!.GetValue<string>()))];

    private static async Task<Facility> FacilityWithUnits(HubFactory hub)
    {
        var facility = await hub.Given.Facility();
        return await hub.WithRows(db =>
        {
            foreach (var code in new[] { "101", "102" })
                db.Add(new Unit { FacilityId = facility.Id, Code = code, NameEn = code, NameJa = code, AreaSquareMetres = 20 });
            return Task.FromResult(facility);
        }, Cancel);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Companies_come_in_with_their_tenancies_and_go_out_to_come_back_unchanged(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var facility = await FacilityWithUnits(hub);
        var manager = await hub.Given.ManagerOf(facility.Id);
        var f = facility.Code;
        var file = $"""
            {Header}
            {f}-a,Alpha,アルファ,,newIndustryStartUp,{f},{f},101,2020-04-01,2021-03-31,2021-03-31,ended,graduated,Own building
            {f}-a,Alpha,アルファ,,newIndustryStartUp,{f},{f},101,2021-04-01,,,current,,
            {f}-b,Beta,ベータ,,partsProcessor,{f},{f},102,2199-04-01,,,planned,,
            {f}-c,Gamma,ガンマ,,productDeveloper,{f},,,,,,,,
            """;
        Counts(await manager.Import("companies", file, dryRun: true)).ShouldBe([6, 0, 0, 0]);
        (await manager.Get($"/companies?facilityId={facility.Id}")).Items.ShouldBeEmpty();
        Counts(await manager.Import("companies", file)).ShouldBe([6, 0, 0, 0]);
        var back = await manager.Import("companies", await manager.Export("companies"));
        Counts(back).ShouldBe([0, 0, 6, 0]);
        Counts(await manager.Import("companies", file.Replace("2199-04-01,,,planned,,", "2199-04-01,2199-12-31,,cancelled,,Moved", StringComparison.Ordinal))).ShouldBe([0, 1, 5, 0]);
        Errors(await manager.Import("companies", file)).ShouldBe([(4, "", "tenancy.wrong-state")]);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Every_rule_of_the_API_holds_for_rows_of_a_file(DatabaseProvider database)
    {
        var hub = await hubs.On(database);
        var (facility, other) = (await FacilityWithUnits(hub), await FacilityWithUnits(hub));
        var manager = await hub.Given.ManagerOf(facility.Id);
        var (f, o) = (facility.Code, other.Code);
        var file = $"""
            {Header}
            {f}-1,One,一,7000012050002,newIndustryStartUp,{f},{f},101,2026-04-01,2026-09-30,,planned,,
            {f}-2,Two,二,7000012050002,newIndustryStartUp,{f},{f},101,2026-09-30,,,planned,,
            {f}-3,Three,三,7000012050003,newIndustryStartUp,{f},,,,,,,,
            {f}-4,Four,四,,startUp,{f},,,,,,,,
            {f}-5,Five,五,,partsProcessor,{o},,,,,,,,
            {f}-6,Six,六,,partsProcessor,,,,,,,,,
            {f}-1,Another,一,7000012050002,newIndustryStartUp,{f},,,,,,,,
            {f}-7,Seven,七,,partsProcessor,{f},{f},103,2026-04-01,,,planned,,
            {f}-8,Eight,八,,partsProcessor,{f},{f},102,1 April,,,planned,,
            {f}-9,Nine,九,,partsProcessor,{f},{f},102,2026-04-01,2026-03-31,,ended,,
            {f}-10,Ten,十,,partsProcessor,{f},{o},101,2026-04-01,,,planned,,
            """;
        var errors = Errors(await manager.Import("companies", file));
        errors.ShouldContain((3, "", "company.corporate-number-taken"));
        errors.ShouldContain((4, "corporateNumber", "validation.failed"));
        errors.ShouldContain((5, "firmType", "validation.failed"));
        errors.ShouldContain((6, "homeFacility", "validation.failed"));
        errors.ShouldContain((7, "homeFacility", "validation.failed"));
        errors.ShouldContain((8, "code", "import.contradiction"));
        errors.ShouldContain((9, "unit", "validation.failed"));
        errors.ShouldContain((10, "startsOn", "validation.failed"));
        errors.ShouldContain((11, "plannedEndOn", "validation.failed"));
        errors.ShouldContain((11, "exitKind", "validation.failed"));
        errors.ShouldContain((12, "facility", "validation.failed"));
        errors.Select(error => error.Line).ShouldNotContain(2);
        (await manager.Get($"/companies?facilityId={facility.Id}")).Items.ShouldBeEmpty();

        var overlap = $"""
            {Header}
            {f}-1,One,一,,newIndustryStartUp,{f},{f},101,2026-09-30,,,planned,,
            {f}-2,Two,二,,newIndustryStartUp,{f},{f},101,2026-04-01,2026-09-30,,planned,,
            {f}-2,Two,二,,newIndustryStartUp,{f},{f},101,2026-04-01,2026-09-30,,planned,,
            """;
        Errors(await manager.Import("companies", overlap)).ShouldBe([(2, "", "tenancy.unit-taken"), (4, "startsOn", "import.repeated")], ignoreOrder: true);
    }
}
