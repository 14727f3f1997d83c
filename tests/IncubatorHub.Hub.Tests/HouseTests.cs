using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;

namespace IncubatorHub.Hub.Tests;

/// <summary>Health, metrics, headers and limits, as a client sees them.</summary>
public sealed class HouseTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_started_hub_is_live_and_ready(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var client = hub.Anonymous();
        (await client.GetAsync("/health/live", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var ready = await client.GetAsync("/health/ready", Cancel);
        ready.StatusCode.ShouldBe(HttpStatusCode.OK, await ready.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Health_details_are_for_operators_only()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        using var stranger = hub.Anonymous();
        using var administrator = await hub.Given.Administrator();
        (await Checks(stranger)).ValueKind.ShouldBe(JsonValueKind.Null);
        (await Checks(administrator)).EnumerateObject().Select(one => one.Name)
            .ShouldBe(["database", "telemetry", "scheduler", "ingest"], ignoreOrder: true);
    }

    [Fact]
    public async Task Metrics_are_for_operators_only()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        using var stranger = hub.Anonymous();
        using var auditor = await hub.Given.Auditor();
        using var administrator = await hub.Given.Administrator();
        (await stranger.GetAsync("/metrics", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await auditor.GetAsync("/metrics", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await administrator.GetAsync("/metrics", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nowhere", 404, "path.unknown")]
    [InlineData("PATCH", "/api/v1/facilities", 405, "path.wrong-method")]
    public async Task What_no_endpoint_takes_is_answered_with_a_code_too(string method, string path, int status, string code)
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        using var client = await hub.Given.Administrator();
        var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancel);
        ((int)answer.StatusCode).ShouldBe(status);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        problem.GetProperty("code").GetString().ShouldBe(code);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/api/v1/facilities")]
    [InlineData("/nowhere")]
    public async Task Every_answer_tells_the_browser_what_it_may_do(string path)
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        using var client = hub.Anonymous();
        var answer = await client.GetAsync(path, Cancel);
        var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe-eval");
        policy.Split(';').Single(part => part.Contains("script-src", StringComparison.Ordinal)).ShouldNotContain("unsafe-inline");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task The_reference_is_served_from_here_alone()
    {
        var hub = await hubs.On(DatabaseProvider.Sqlite);
        using var client = hub.Anonymous();
        var page = await client.GetStringAsync("/docs/", Cancel);
        page.ShouldContain("openapi/v1.json");
        page.ShouldNotContain("https://");
    }

    [Fact]
    public async Task A_caller_beyond_the_limit_is_told_when_to_come_back()
    {
        await using var hub = await HubFactory.Start(DatabaseProvider.Sqlite, new HubOptions
        {
            Settings = new Dictionary<string, string?> { ["RateLimits:CallerBurst"] = "3", ["RateLimits:CallerPerMinute"] = "1" },
        }, Cancel);
        using var one = await hub.Given.Officer();
        using var other = await hub.Given.Officer();
        for (var request = 0; request < 3; request++)
            (await one.GetAsync("/api/v1/facilities", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var refused = await one.GetAsync("/api/v1/facilities", Cancel);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await refused.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString().ShouldBe("rate.limited");
        (await other.GetAsync("/api/v1/facilities", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await one.GetAsync("/health/live", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<JsonElement> Checks(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/health/ready", Cancel)).GetProperty("checks");
}
