using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IncubatorHub.Devices.Downlink;
using IncubatorHub.Devices.Gateways.Commands;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Protocol;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Devices.Tests.Downlink;

public sealed class CommandTests(HubOnSockets hubs)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_command_reaches_a_connected_gateway_and_its_answers_are_shown(DatabaseProvider provider)
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
        (await Becomes(gateway, id, "Failed")).GetProperty("detail").GetString()!.ShouldContain("door.refused");
        await link.Answer(id, "done");
        await Becomes(gateway, id, "Failed");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_command_waits_for_a_gateway_that_is_away_and_comes_again_until_it_subscribes(DatabaseProvider provider)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(provider));
        var id = await Send(gateway, new { kind = "ping", expiresInSeconds = 600 });
        await Becomes(gateway, id, "Queued");

        await using var link = await GatewayLink.Open(gateway.Hub.Mqtt.Port, gateway.Key, gateway.Secret, subscribe: false);
        await Becomes(gateway, id, "Sent");
        link.Count(GatewayTopicKind.Command).ShouldBe(0);
        await link.Subscribe();
        (await link.Receives(GatewayTopicKind.Command)).GetProperty("id").GetString().ShouldBe(id.ToString("N"));
        await link.Answer(id, "done");
        await Becomes(gateway, id, "Done");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task The_answer_of_another_gateway_changes_nothing(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var gateway = await EnrolledGateway.At(hub);
        using var other = await EnrolledGateway.At(hub);
        await using var link = await other.Connect();
        var id = await Send(gateway, new { kind = "ping" });
        await link.Answer(id, "done");
        await link.Answer(id, "done", id: "not an id");
        await link.Publish(GatewayTopicKind.CommandAcknowledgement, "not JSON");
        await link.Publish(GatewayTopicKind.CommandAcknowledgement, """{"id":null,"status":null}""");
        await Becomes(gateway, id, "Queued");
        link.Client.IsConnected.ShouldBeTrue();
        (await other.Manager.GetAsync($"{gateway.Path}/commands/{id}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.Manager.GetAsync($"{other.Path}/commands/{id}", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.Manager.PostAsJsonAsync($"{gateway.Path}/commands", new { kind = "ping" }, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_expired_is_never_sent_and_a_late_done_corrects_the_record(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var gateway = await EnrolledGateway.At(hub);
        var id = await Send(gateway, new { kind = "unlock-door", target = "ctl-1/main" });
        await hub.WithRows(db => db.GatewayCommands.Where(one => one.Id == id)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.ExpiresAt, TimeProvider.System.GetUtcNow().AddSeconds(-6)), Cancel), Cancel);
        var live = await Send(gateway, new { kind = "ping" });

        await using var link = await gateway.Connect();
        await link.Receives(GatewayTopicKind.Command, body => body.GetProperty("id").GetString() == live.ToString("N"));
        link.Count(GatewayTopicKind.Command, body => body.GetProperty("id").GetString() == id.ToString("N")).ShouldBe(0);

        await ActivatorUtilities.CreateInstance<ExpireCommands>(hub.Services).Expire(Cancel);
        await Becomes(gateway, id, "Expired");
        await link.Answer(id, "accepted");
        await Becomes(gateway, id, "Expired");
        await link.Answer(id, "done");
        await Becomes(gateway, id, "Done");
    }

    [Fact]
    public void Only_an_answer_that_tells_what_happened_corrects_an_expired_command()
    {
        var now = new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);
        var command = new SentCommand { GatewayId = Guid.Empty, FacilityId = Guid.Empty, Kind = "ping", IssuedAt = now, ExpiresAt = now };
        command.Expire(now);
        command.State.ShouldBe(CommandState.Expired);
        command.MarkSent(now);
        command.State.ShouldBe(CommandState.Expired);
        foreach (var refused in new[] { CommandState.Accepted, CommandState.Expired })
            command.Answer(refused, null, now).ShouldBeFalse($"{refused} tells nothing of what happened");
        command.Answer(CommandState.Failed, null, now).ShouldBeTrue();
        foreach (var late in Enum.GetValues<CommandState>())
            command.Answer(late, null, now).ShouldBeFalse($"{late} after Failed");
        command.State.ShouldBe(CommandState.Failed);
    }

    [Theory]
    [InlineData("""{"kind":"explode"}""", "command.kind-unknown")]
    [InlineData("""{"kind":"unlock-door","target":"c/d","expiresInSeconds":11}""", "command.expires-too-late")]
    [InlineData("""{"kind":"ping","expiresInSeconds":0}""", "validation.failed")]
    [InlineData("""{"kind":"ping","expiresInSeconds":86401}""", "validation.failed")]
    [InlineData("""{"kind":"ping","arguments":[1]}""", "validation.failed")]
    [InlineData("""{"kind":"unlock-door"}""", "validation.failed")]
    [InlineData("""{"kind":"lock-door","target":"main"}""", "validation.failed")]
    [InlineData("""{"kind":"unlock-door","target":"c/d","arguments":{"seconds":0}}""", "validation.failed")]
    [InlineData("""{"kind":"unlock-door","target":"c/d","arguments":{"seconds":3601}}""", "validation.failed")]
    [InlineData("""{"kind":"write-coil","target":"lamp","arguments":{"value":1}}""", "validation.failed")]
    [InlineData("""{"kind":"write-register","target":"setpoint","arguments":{"value":true}}""", "validation.failed")]
    [InlineData("""{"kind":"write-register","arguments":{"value":1}}""", "validation.failed")]
    [InlineData("""{"kind":"write-register","target":"a\u0000b","arguments":{"value":1}}""", "validation.failed")]
    public async Task A_command_that_no_gateway_could_carry_out_is_refused_here(string json, string code)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(DatabaseProvider.Sqlite));
        using var content = new StringContent(json, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        (await (await gateway.Manager.PostAsync($"{gateway.Path}/commands", content, Cancel)).Refusal(HttpStatusCode.BadRequest)).ShouldBe(code);
    }

    [Theory]
    [InlineData("""{"kind":"unlock-door","target":"c/d","expiresInSeconds":10,"arguments":{"seconds":3600}}""")]
    [InlineData("""{"kind":"ping","expiresInSeconds":86400}""")]
    [InlineData("""{"kind":"write-coil","target":"lamp","arguments":{"value":false}}""")]
    [InlineData("""{"kind":"write-register","target":"setpoint","arguments":{"value":-75.5}}""")]
    public async Task A_command_at_the_limit_is_taken(string json)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(DatabaseProvider.Sqlite));
        using var content = new StringContent(json, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        await (await gateway.Manager.PostAsync($"{gateway.Path}/commands", content, Cancel)).Body(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_gateway_out_of_service_takes_no_command()
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(DatabaseProvider.Sqlite));
        await (await gateway.SetState("Suspended")).Body(HttpStatusCode.NoContent);
        (await (await gateway.Manager.PostAsJsonAsync($"{gateway.Path}/commands", new { kind = "ping" }, Cancel)).Refusal(HttpStatusCode.Conflict))
            .ShouldBe("gateway.not-active");
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
            return string.Equals(seen.GetProperty("state").GetString(), state, StringComparison.OrdinalIgnoreCase);
        }, $"command {command} to be {state}, it is {seen}");
        return seen;
    }
}
