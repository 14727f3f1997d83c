using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Platform.UseCases;
using IncubatorHub.Protocol;
using IncubatorHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Devices.Tests.Readings;

/// <summary>Readings by the API. They stand in the telemetry store, which is the same whatever the hub's database.</summary>
public sealed class ReadingQueryTests(HubOnSockets hubs)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_range_is_read_page_by_page_without_gap_or_repetition()
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(DatabaseProvider.Sqlite));
        var device = await Measured(gateway, "a", 25);
        var (seen, from, pages) = (new List<long>(), Start, 0);
        for (DateTimeOffset? next = from; next is { } at && pages < 10; pages++)
        {
            var page = await Get(gateway, $"{device}/metrics/x/readings?from={Text(at)}&to={Text(Start.AddHours(1))}&limit=10");
            seen.AddRange(page.GetProperty("readings").EnumerateArray().Select(one => one.GetProperty("t").GetInt64()));
            next = page.GetProperty("nextFrom").ValueKind is JsonValueKind.Null ? null : page.GetProperty("nextFrom").GetDateTimeOffset();
        }

        pages.ShouldBe(3);
        seen.ShouldBe(Enumerable.Range(0, 25).Select(at => Start.AddSeconds(at).ToUnixTimeMilliseconds()));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z", "1969-12-31T00:00:00Z", 0)]
    [InlineData("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", 3)]
    [InlineData("2026-03-01T00:00:00.0000001Z", "2026-03-01T00:00:00.0000002Z", 0)]
    [InlineData("2026-03-01T00:00:00.0000001Z", "2026-03-01T00:00:01.0000001Z", 1)]
    [InlineData("2026-03-01T00:00:00Z", "2026-03-01T00:00:00.001Z", 1)]
    [InlineData("2026-03-01T09:00:00%2B09:00", "2026-03-01T00:00:02Z", 2)]
    public async Task Any_span_of_time_has_an_answer(string from, string to, int expected)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(DatabaseProvider.Sqlite));
        var device = await Measured(gateway, "a", 3);
        var span = $"from={from}&to={to}";
        (await Get(gateway, $"{device}/metrics/x/readings?{span}")).GetProperty("readings").GetArrayLength().ShouldBe(expected);
        (await Get(gateway, $"{device}/metrics/x/buckets?{span}&count=7")).EnumerateArray().Sum(one => one.GetProperty("n").GetInt64()).ShouldBe(expected);
        (await gateway.Manager.GetStringAsync($"{device}/readings.csv?{span}", Cancel)).Split("\r\n").Length.ShouldBe(expected + 2);
    }

    [Fact]
    public async Task A_question_beyond_the_limits_is_refused_and_one_at_them_is_not()
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(DatabaseProvider.Sqlite));
        var device = await Measured(gateway, "a", 3);
        var span = $"from={Text(Start)}&to={Text(Start.AddHours(1))}";
        foreach (var (path, code) in new[]
        {
            ($"metrics/x/buckets?{span}&count=0", "validation.failed"), ($"metrics/x/buckets?{span}&count=2001", "validation.failed"),
            ($"metrics/x/readings?{span}&limit=0", "validation.failed"), ($"metrics/x/readings?{span}&limit=100001", "validation.failed"),
            ($"metrics/x/readings?from={Text(Start)}&to={Text(Start)}", "readings.range-empty"),
            ($"metrics/x/buckets?from={Text(Start)}&to={Text(Start)}", "readings.range-empty"),
            ($"readings.csv?from={Text(Start)}&to={Text(Start)}", "readings.range-empty"),
        })
            (await (await gateway.Manager.GetAsync($"{device}/{path}", Cancel)).Refusal(HttpStatusCode.BadRequest)).ShouldBe(code, path);
        (await gateway.Manager.GetAsync($"{device}/metrics/nothing/readings?{span}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await gateway.Manager.GetAsync($"{device}/readings.csv?{span}&metric=nothing", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await Get(gateway, $"{device}/metrics/x/readings?{span}&limit=100000")).GetProperty("readings").GetArrayLength().ShouldBe(3);
        var buckets = await Get(gateway, $"{device}/metrics/x/buckets?{span}&count=2000");
        buckets.GetArrayLength().ShouldBe(2000);
        var first = (await Get(gateway, $"{device}/metrics/x/buckets?{span}&count=1"))[0];
        (first.GetProperty("n").GetInt64(), first.GetProperty("min").GetDouble(), first.GetProperty("max").GetDouble(), first.GetProperty("mean").GetDouble()).ShouldBe((3, 0, 2, 1));
    }

    [Fact]
    public async Task An_export_is_csv_that_a_spreadsheet_cannot_be_tricked_by()
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(DatabaseProvider.Sqlite));
        await using var link = await gateway.Connect();
        await link.Publish(GatewayTopicKind.Telemetry, $$"""{"d":"a","t":{{Start.ToUnixTimeMilliseconds()}},"m":{"=1+1":-1.5,"@x":2,"a,\"b":3} }""");
        var device = $"/api/v1/devices/{(await gateway.Device("a")).GetProperty("id").GetGuid()}";
        var answer = await gateway.Manager.GetAsync($"{device}/readings.csv?from={Text(Start)}&to={Text(Start.AddSeconds(1))}", Cancel);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var late = (int)Telemetry.ReadingQuality.Late;
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldBe(
            "time,metric,value,unit,quality\r\n" +
            $"2026-03-01T00:00:00.000Z,'=1+1,-1.5,1,{late}\r\n" +
            $"2026-03-01T00:00:00.000Z,'@x,2,1,{late}\r\n" +
            $"2026-03-01T00:00:00.000Z,\"a,\"\"b\",3,1,{late}\r\n");
    }

    [Fact]
    public async Task A_hundred_thousand_rows_are_streamed()
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(DatabaseProvider.Sqlite));
        var device = await Measured(gateway, "many", 100_000);
        using var answer = await gateway.Manager.GetAsync($"{device}/readings.csv?from={Text(Start)}&to={Text(Start.AddDays(3))}", HttpCompletionOption.ResponseHeadersRead, Cancel);
        answer.Content.Headers.ContentLength.ShouldBeNull("what is streamed has no length beforehand");
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancel));
        var (rows, last) = (0, "");
        while (await reader.ReadLineAsync(Cancel) is { } line)
            (rows, last) = (rows + 1, line);
        rows.ShouldBe(100_001);
        last.ShouldStartWith($"{Start.AddSeconds(99_999):yyyy-MM-ddTHH:mm:ss}.000Z,x,99999,");
    }

    [Fact]
    public async Task A_live_stream_opens_at_once_and_brings_a_reading_within_a_second()
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(DatabaseProvider.Sqlite));
        var device = await Measured(gateway, "a", 1);
        await using var link = await gateway.Connect();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        deadline.CancelAfter(TimeSpan.FromSeconds(15));
        // Without the headers a client waits for the first reading of a quiet device, perhaps for minutes.
        using var stream = await gateway.Manager.GetAsync($"{device}/live", HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        stream.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync(deadline.Token));
        (await Line(reader, "event: ", deadline.Token)).ShouldBe("open");

        var before = TimeProvider.System.GetTimestamp();
        await link.Publish(GatewayTopicKind.Telemetry, """{"d":"a","m":{"x":41.5}}""");
        (await Line(reader, "event: ", deadline.Token)).ShouldBe("reading");
        var point = JsonDocument.Parse(await Line(reader, "data: ", deadline.Token)).RootElement;
        TimeProvider.System.GetElapsedTime(before).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        (point.GetProperty("metric").GetString(), point.GetProperty("v").GetDouble(), point.GetProperty("missed").GetInt64()).ShouldBe(("x", 41.5, 0));
    }

    [Fact]
    public async Task A_slow_listener_is_told_how_many_readings_it_missed()
    {
        const int published = 1_500;
        using var gateway = await EnrolledGateway.At(await hubs.On(DatabaseProvider.Sqlite));
        var device = Guid.Parse((await Measured(gateway, "a", 1)).Split('/')[^1]);
        var outcome = await gateway.Hub.Services.GetRequiredService<UseCaseRunner>().Run(new FollowReadings.Request(device), Caller.System, null, Cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        stop.CancelAfter(TimeSpan.FromSeconds(15));
        await using var points = outcome.Answer.GetAsyncEnumerator(stop.Token);
        var first = points.MoveNextAsync();
        await using var link = await gateway.Connect();
        var rows = string.Join(',', Enumerable.Range(1, published).Select(at => $"[{at * 1000},{at}]"));
        await link.Publish(GatewayTopicKind.Telemetry, $$"""{"v":1,"b":[{"d":"a","t0":{{Start.ToUnixTimeMilliseconds()}},"m":["x"],"r":[{{rows}}]}]}""");

        (await first).ShouldBeTrue();
        var (seen, missed) = (1L, points.Current.Missed);
        while (points.Current.V != published && await points.MoveNextAsync())
            (seen, missed) = (seen + 1, missed + points.Current.Missed);
        missed.ShouldBeGreaterThan(0);
        (seen + missed).ShouldBe(published);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_tenant_sees_the_readings_of_its_own_house_and_nothing_of_the_gateways(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var home = await EnrolledGateway.At(hub);
        using var other = await EnrolledGateway.At(hub);
        var (near, far) = (await Measured(home, "a", 1), await Measured(other, "a", 1));
        var company = await hub.Given.Company(home.House);
        using var tenant = await hub.Given.TenantMemberOf(company.Id);
        var span = $"from={Text(Start)}&to={Text(Start.AddHours(1))}";

        foreach (var path in new[] { "", "/latest", $"/metrics/x/readings?{span}", $"/metrics/x/buckets?{span}", $"/readings.csv?{span}" })
        {
            (await tenant.GetAsync(near + path, Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
            (await tenant.GetAsync(far + path, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await tenant.GetAsync($"{far}/live", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await tenant.GetAsync($"/api/v1/facilities/{home.House.Id}/latest", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await tenant.GetAsync($"/api/v1/facilities/{other.House.Id}/latest", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await tenant.GetFromJsonAsync<JsonElement>("/api/v1/devices", Cancel)).GetProperty("items").EnumerateArray()
            .ShouldAllBe(one => one.GetProperty("facilityId").GetGuid() == home.House.Id);
        foreach (var path in new[] { "/api/v1/gateways", home.Path, $"{home.Path}/credentials", $"{home.Path}/commands", "/api/v1/gateway-events", "/api/v1/quarantine", "/api/v1/exports/gateways" })
            (await tenant.GetAsync(path, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
    }

    private static async Task<string> Measured(EnrolledGateway gateway, string device, int readings)
    {
        await using var link = await gateway.Connect();
        foreach (var chunk in Enumerable.Range(0, readings).Chunk(5_000))
        {
            var rows = string.Join(',', chunk.Select(at => $"[{at * 1000},{at}]"));
            await link.Publish(GatewayTopicKind.Telemetry,
                $$"""{"v":1,"b":[{"d":"{{device}}","t0":{{Start.ToUnixTimeMilliseconds()}},"m":["x"],"r":[{{rows}}]}]}""");
        }

        return $"/api/v1/devices/{(await gateway.Device(device)).GetProperty("id").GetGuid()}";
    }

    private static async Task<JsonElement> Get(EnrolledGateway gateway, string path) => await (await gateway.Manager.GetAsync(path, Cancel)).Body();

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static async Task<string> Line(StreamReader reader, string beginning, CancellationToken cancel)
    {
        while (await reader.ReadLineAsync(cancel) is { } line)
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return line[beginning.Length..];
        throw new InvalidOperationException($"The stream ended before a line '{beginning}'.");
    }
}
