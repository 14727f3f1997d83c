using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.People;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Registry.Tests.People;

public sealed class CallerTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_key_says_who_it_is_and_what_it_may_do(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var facility = await hub.Given.Facility();
        using var manager = await hub.Given.ManagerOf(facility.Id);

        var me = await manager.GetFromJsonAsync<JsonElement>("/api/v1/me", Cancel);

        me.GetProperty("kind").GetString().ShouldBe("apiKey");
        me.GetProperty("grants")[0].GetProperty("role").GetString().ShouldBe("incubationManager");
        me.GetProperty("grants")[0].GetProperty("scopeId").GetGuid().ShouldBe(facility.Id);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_manager_finds_only_his_own_facility(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var (own, other) = (await hub.Given.Facility(), await hub.Given.Facility());
        using var manager = await hub.Given.ManagerOf(own.Id);

        (await manager.GetAsync($"/api/v1/facilities/{own.Id}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await manager.GetAsync($"/api/v1/facilities/{other.Id}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_session_ends_when_its_account_is_locked(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var account = await hub.Given.Person(Grant.Everywhere(Role.ProgrammeOfficer));
        using var client = hub.Given.SignedIn(account);
        (await client.GetAsync("/api/v1/me", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await hub.WithRows(db => db.Accounts.Where(one => one.Id == account.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.LockedAt, DateTimeOffset.UnixEpoch), Cancel), Cancel);

        (await client.GetAsync("/api/v1/me", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("cross-site", HttpStatusCode.Forbidden)]
    [InlineData("same-site", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Forbidden)]
    [InlineData("same-origin", HttpStatusCode.BadRequest)]
    [InlineData("none", HttpStatusCode.BadRequest)]
    public async Task A_write_by_cookie_must_come_from_the_consoles_own_pages(string? fetchSite, HttpStatusCode expected)
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        using var client = hub.Given.SignedIn(await hub.Given.Person(Grant.Everywhere(Role.SystemAdministrator)));
        client.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        if (fetchSite is not null)
            client.DefaultRequestHeaders.Add("Sec-Fetch-Site", fetchSite);

        var answer = await client.PostAsJsonAsync("/api/v1/facilities", new { }, Cancel);

        answer.StatusCode.ShouldBe(expected);
    }
}
