using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Protocol;
using IncubatorHub.TestKit;

namespace IncubatorHub.Devices.Tests.Downlink;

public sealed class CommandTests(HubOnSockets hubs)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_command_reaches_a_connected_gateway_within_seconds_and_its_answers_are_shown(DatabaseProvider provider)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(provider));
        await using var link = await gateway.Connect();
        var id = await Send(gateway, new { kind = "unlock-door", target = "ctl-1/main", arguments = new { seconds = 5 } });

        var received = await link.Receives(GatewayTopicKind.Command);
        received.GetProperty("id").GetString().ShouldBe(id.ToString("N"));
        received.GetProperty("target").GetString().ShouldBe("ctl-1/main");
        received.GetProperty("arguments").GetProperty("seconds").GetInt32().ShouldBe(5);
        (received.GetProperty("expires").GetInt64() - received.GetProperty("issued").GetInt64()).ShouldBe(10_000);

        await link.Answer(id, "accepted");
        await Becomes(gateway, id, "Accepted");
        await link.Answer(id, "failed", new { code = "door.refused", message = "held" });
        var failed = await Becomes(gateway, id, "Failed");
        failed.GetProperty("detail").GetString()!.ShouldContain("door.refused");
    }

    private static async Task<Guid> Send(EnrolledGateway gateway, object fields)
    {
        var answer = await gateway.Manager.PostAsJsonAsync($"{gateway.Path}/commands", fields, Cancel);
        return (await answer.Body(HttpStatusCode.Created)).GetProperty("id").GetGuid();
    }

    private static async Task<JsonElement> Becomes(EnrolledGateway gateway, Guid command, string state)
    {
        JsonElement seen = default;
        await Eventually.Holds(async () =>
        {
            seen = await gateway.Manager.GetFromJsonAsync<JsonElement>($"{gateway.Path}/commands/{command}", Cancel);
            return seen.GetProperty("state").GetString() == state;
        }, $"command {command} to be {state}");
        return seen;
    }
}
