using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Protocol;
using IncubatorHub.TestKit;

namespace IncubatorHub.Devices.Tests.Downlink;

public sealed class ConfigurationTests(HubOnSockets hubs)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_configuration_is_delivered_counted_and_reported_on(DatabaseProvider provider)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(provider));
        await using var link = await gateway.Connect();

        (await Set(gateway, everySeconds: 20)).GetProperty("desiredVersion").GetInt64().ShouldBe(1);
        var first = await link.Receives(GatewayTopicKind.Configuration);
        first.GetProperty("document").GetProperty("sampling").GetProperty("everySeconds").GetInt32().ShouldBe(20);
        await Report(link, """{"version":1,"applied":true,"inForce":1,"time":1}""");
        await gateway.Shows(row => row.GetProperty("reportedVersion").ValueKind is JsonValueKind.Number && row.GetProperty("reportedVersion").GetInt64() == 1, "version 1 in force");

        (await Set(gateway, everySeconds: 30)).GetProperty("desiredVersion").GetInt64().ShouldBe(2);
        await link.Receives(GatewayTopicKind.Configuration, body => body.GetProperty("version").GetInt64() == 2);
        // A column of 2,000 characters takes neither NUL nor the half of a pair that a cut in its middle would leave.
        var error = JsonSerializer.Serialize("\0" + new string('x', 1_998) + "🧪 and more");
        await Report(link, $$"""{"version":2,"applied":false,"error":{{error}},"inForce":1,"time":1}""");
        await gateway.Shows(row => row.GetProperty("configurationError").ValueKind is JsonValueKind.String, "why version 2 was refused");
        var shown = await gateway.Read();
        shown.GetProperty("reportedVersion").GetInt64().ShouldBe(1);
        link.Client.IsConnected.ShouldBeTrue();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_configuration_comes_again_on_each_connection_until_it_is_judged(DatabaseProvider provider)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(provider));
        await Set(gateway, everySeconds: 20);
        await using (var first = await gateway.Connect())
            await first.Receives(GatewayTopicKind.Configuration);
        await using (var second = await gateway.Connect())
        {
            await second.Receives(GatewayTopicKind.Configuration);
            await Report(second, """{"version":9,"applied":true,"time":1}""");
            await Report(second, "null");
            await Report(second, """{"version":1,"applied":true,"inForce":1,"time":1}""");
            (await gateway.Read()).GetProperty("reportedVersion").GetInt64().ShouldBe(1);
        }

        await using var third = await gateway.Connect();
        var ping = (await (await gateway.Manager.PostAsJsonAsync($"{gateway.Path}/commands", new { kind = "ping" }, Cancel)).Body(HttpStatusCode.Created)).GetProperty("id").GetGuid();
        await third.Receives(GatewayTopicKind.Command, body => body.GetProperty("id").GetString() == ping.ToString("N"));
        third.Count(GatewayTopicKind.Configuration).ShouldBe(0, "it was judged");
    }

    [Theory]
    [InlineData("""{"sampling":{"everySeconds":0}}""", "sampling.everySeconds", "0")]
    [InlineData("""{"sampling":{"everySeconds":3601}}""", "sampling.everySeconds", "3601")]
    [InlineData("""{"sampling":"often"}""", "sampling", "")]
    [InlineData("[]", "", "")]
    public async Task A_configuration_that_the_gateway_would_refuse_is_refused_with_its_place(string document, string path, string found)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(DatabaseProvider.Sqlite));
        var answer = await gateway.Send(HttpMethod.Put, $"{gateway.Path}/configuration", JsonDocument.Parse(document).RootElement);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        (await answer.Refusal(HttpStatusCode.BadRequest)).ShouldBe("gateway.configuration-invalid");
        text.ShouldContain(path);
        text.ShouldContain(found);
        (await gateway.Read()).GetProperty("desiredVersion").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Setting_a_configuration_asks_for_the_version_that_was_read()
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(DatabaseProvider.Sqlite));
        var document = new { sampling = new { everySeconds = 20 } };
        (await (await gateway.Send(HttpMethod.Put, $"{gateway.Path}/configuration", document, ifMatch: null)).Refusal((HttpStatusCode)428)).ShouldBe("version.required");
        (await (await gateway.Send(HttpMethod.Put, $"{gateway.Path}/configuration", document, $"\"{Guid.CreateVersion7():N}\"")).Refusal(HttpStatusCode.PreconditionFailed)).ShouldBe("version.stale");
    }

    private static async Task<JsonElement> Set(EnrolledGateway gateway, int everySeconds) =>
        await (await gateway.Send(HttpMethod.Put, $"{gateway.Path}/configuration", new { sampling = new { everySeconds } })).Body();

    private static Task Report(GatewayLink link, string report) => link.Publish(GatewayTopicKind.ConfigurationReported, report);
}
