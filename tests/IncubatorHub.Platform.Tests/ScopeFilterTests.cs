using System.Net.Http.Json;
using System.Text.Json;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Platform.Tests;

public sealed class ScopeFilterTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Rows_are_seen_by_whom_they_belong_to(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var (house, otherHouse) = (await hub.Given.Facility(), await hub.Given.Facility());
        var (firm, otherFirm) = (await hub.Given.Company(house), await hub.Given.Company(otherHouse));
        var manager = DataScope.Nothing with { StaffFacilityIds = [house.Id], HouseFacilityIds = [house.Id], KnownCompanyIds = [firm.Id] };
        var tenant = DataScope.Nothing with { HouseFacilityIds = [house.Id], OwnCompanyIds = [firm.Id] };

        (await Seen(hub, DataScope.Nothing)).ShouldBe((0, 0, 0));
        (await Seen(hub, manager)).ShouldBe((1, 1, 1));
        (await Seen(hub, tenant)).ShouldBe((1, 1, 1));
        (await Seen(hub, DataScope.Nothing with { OwnCompanyIds = [firm.Id, otherFirm.Id] })).ShouldBe((0, 2, 2));
        (await Seen(hub, DataScope.Nothing with { StaffFacilityIds = [house.Id] })).ShouldBe((0, 0, 1));
        var mentor = await Seen(hub, DataScope.EveryHouse);
        (mentor.Houses >= 2, mentor.Firms, mentor.Tenancies).ShouldBe((true, 0, 0));
        (await Seen(hub, DataScope.Everything)).Firms.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Totals_count_only_what_is_seen(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var house = await hub.Given.Facility();
        await hub.Given.Facility();
        using var manager = await hub.Given.ManagerOf(house.Id);

        var page = await manager.GetFromJsonAsync<JsonElement>("/api/v1/facilities", Cancel);

        page.GetProperty("total").GetInt32().ShouldBe(1);
        page.GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    private static async Task<(int Houses, int Firms, int Tenancies)> Seen(HubFactory hub, DataScope scope)
    {
        await using var services = hub.Services.CreateAsyncScope();
        services.ServiceProvider.GetRequiredService<CallerContext>().Caller = new Caller(CallerKind.Person, Guid.CreateVersion7(), "someone", [], scope);
        var db = services.ServiceProvider.GetRequiredService<HubDbContext>();
        return (await db.Facilities.CountAsync(Cancel), await db.Companies.CountAsync(Cancel), await db.Tenancies.CountAsync(Cancel));
    }
}
