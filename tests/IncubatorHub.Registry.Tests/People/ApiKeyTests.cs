using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.People;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Registry.Tests.People;

public sealed class ApiKeyTests(ApiKeyTests.Fixture hubs) : IClassFixture<ApiKeyTests.Fixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_key_of_ones_own_does_what_one_may_until_it_is_revoked(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var house = await hub.Given.Facility();
        var person = await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, house.Id));
        using var browser = hub.Given.SignedIn(person);
        var made = await Make(browser, new { name = "report" });
        using var program = hub.WithKey(made.GetProperty("key").GetString()!);
        using var bearer = hub.Anonymous();
        bearer.DefaultRequestHeaders.Authorization = new("Bearer", made.GetProperty("key").GetString());

        (await program.GetAsync($"/api/v1/facilities/{house.Id}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await bearer.GetAsync($"/api/v1/facilities/{house.Id}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await browser.PostAsync($"/api/v1/api-keys/{made.GetProperty("id").GetGuid()}/revoke", null, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await program.GetAsync($"/api/v1/facilities/{house.Id}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_key_loses_what_its_owner_loses(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var house = await hub.Given.Facility();
        var person = await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, house.Id));
        using var browser = hub.Given.SignedIn(person);
        using var program = hub.WithKey((await Make(browser, new { name = "report" })).GetProperty("key").GetString()!);

        await hub.WithRows(db => db.RoleGrants.Where(grant => grant.AccountId == person.Id).ExecuteDeleteAsync(Cancel), Cancel);

        (await program.GetAsync($"/api/v1/facilities/{house.Id}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.BadRequest)]
    [InlineData(1, HttpStatusCode.Created)]
    [InlineData(365, HttpStatusCode.Created)]
    [InlineData(366, HttpStatusCode.BadRequest)]
    public async Task A_key_lives_at_most_a_year(int days, HttpStatusCode expected)
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        using var browser = hub.Given.SignedIn(await hub.Given.Person(Grant.Everywhere(Role.Mentor)));

        (await browser.PostAsJsonAsync("/api/v1/api-keys", new { name = "k", days }, Cancel)).StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task A_key_ends_on_its_day()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        using var browser = hub.Given.SignedIn(await hub.Given.Person(Grant.Everywhere(Role.Mentor)));
        using var program = hub.WithKey((await Make(browser, new { name = "k", days = 1 })).GetProperty("key").GetString()!);
        (await program.GetAsync("/api/v1/me", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);

        hubs.Time.Advance(TimeSpan.FromDays(1));

        (await program.GetAsync("/api/v1/me", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_gets_no_more_than_its_maker_holds_and_makes_no_other_key()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var (own, other) = (await hub.Given.Facility(), await hub.Given.Facility());
        using var browser = hub.Given.SignedIn(await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, own.Id)));

        (await browser.PostAsJsonAsync("/api/v1/api-keys", new { name = "k", grants = new[] { new { role = "auditor" } } }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsJsonAsync("/api/v1/api-keys", new { name = "k", facilityId = other.Id }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var program = hub.WithKey((await Make(browser, new { name = "service", facilityId = own.Id })).GetProperty("key").GetString()!);
        (await program.PostAsJsonAsync("/api/v1/api-keys", new { name = "k" }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_service_key_is_seen_by_the_houses_managers_only()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        var (house, otherHouse) = (await hub.Given.Facility(), await hub.Given.Facility());
        using var maker = hub.Given.SignedIn(await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, house.Id)));
        using var colleague = hub.Given.SignedIn(await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, house.Id)));
        using var stranger = hub.Given.SignedIn(await hub.Given.Person(Grant.AtFacility(Role.IncubationManager, otherHouse.Id)));
        var id = (await Make(maker, new { name = "service", facilityId = house.Id })).GetProperty("id").GetGuid();

        (await colleague.GetFromJsonAsync<JsonElement>("/api/v1/api-keys", Cancel)).GetProperty("total").GetInt32().ShouldBe(1);
        (await stranger.GetFromJsonAsync<JsonElement>("/api/v1/api-keys", Cancel)).GetProperty("total").GetInt32().ShouldBe(0);
        (await stranger.PostAsync($"/api/v1/api-keys/{id}/revoke", null, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_last_use_is_noted_to_the_minute(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        var text = await hub.Given.Key(Grant.Everywhere(Role.Mentor));
        using var program = hub.WithKey(text);
        await program.GetAsync("/api/v1/me", Cancel);

        await hub.Services.GetRequiredService<ApiKeyUsage>().Flush(Cancel);

        var prefix = ApiKeyText.Read(text)!.Value.Prefix;
        var used = await hub.WithRows(db => db.ApiKeys.Where(key => key.Prefix == prefix).Select(key => key.LastUsedAt).SingleAsync(Cancel), Cancel);
        used.ShouldBe(hubs.Time.GetUtcNow());
    }

    [Fact]
    public async Task A_repeated_creation_does_not_show_the_secret_again()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        using var browser = hub.Given.SignedIn(await hub.Given.Person(Grant.Everywhere(Role.Mentor)));
        browser.DefaultRequestHeaders.Add("Idempotency-Key", "once");

        (await browser.PostAsJsonAsync("/api/v1/api-keys", new { name = "k" }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var again = await browser.PostAsJsonAsync("/api/v1/api-keys", new { name = "k" }, Cancel);

        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await again.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString().ShouldBe("idempotency.shown-once");
    }

    private static async Task<JsonElement> Make(HttpClient client, object request)
    {
        var answer = await client.PostAsJsonAsync("/api/v1/api-keys", request, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Cancel));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    public sealed class Fixture : HubFixture
    {
        public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));

        protected override HubOptions Options => new() { Time = Time };
    }
}
