using System.Net;
using IncubatorHub.Devices.Downlink;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Protocol;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IncubatorHub.Devices.Tests.Downlink;

public sealed class PresenceTests(HubOnSockets hubs)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Presence_follows_the_connection(DatabaseProvider provider)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(provider));
        (await gateway.Read()).GetProperty("presence").GetString()!.ShouldBe("neverSeen", StringCompareShould.IgnoreCase);
        await using (await gateway.Connect())
            await Is(gateway, "online");
        await Is(gateway, "offline");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_take_over_leaves_the_gateway_online_and_the_stale_will_says_nothing_of_it(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var gateway = await EnrolledGateway.At(hub);
        await using var first = await GatewayLink.Open(hub.Mqtt.Port, gateway.Key, gateway.Secret, will: """{"state":"offline","since":1,"epoch":"old"}""");
        await first.Publish(GatewayTopicKind.State, """{"state":"online","since":1,"epoch":"old"}""");
        await Is(gateway, "online");
        await using var second = await GatewayLink.Open(hub.Mqtt.Port, gateway.Key, gateway.Secret);
        await first.IsClosed(TimeSpan.FromSeconds(15));
        await second.Publish(GatewayTopicKind.State, """{"state":"online","since":2,"epoch":"new"}""");
        await second.Publish(GatewayTopicKind.State, """{"state":"offline","since":1,"epoch":"older"}""");
        await Presence(hub).WriteAll(Cancel);
        await Is(gateway, "online");
        (await Row(gateway)).LastEpoch.ShouldBe("new");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_state_message_that_cannot_be_kept_costs_no_connection(DatabaseProvider provider)
    {
        using var gateway = await EnrolledGateway.At(await hubs.On(provider));
        await using var link = await gateway.Connect();
        foreach (var state in new[] { "nonsense", "null", $$"""{"state":"online","since":1,"epoch":"{{new string('a', 33)}}"}""", """{"state":"online","since":1,"epoch":"\u0000"}""" })
            await link.Publish(GatewayTopicKind.State, state);
        await link.Publish(GatewayTopicKind.State, $$"""{"state":"online","since":1,"epoch":"{{new string('a', 32)}}"}""");
        (await Row(gateway)).LastEpoch.ShouldBe(new string('a', 32));
        link.Client.IsConnected.ShouldBeTrue();
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_a_hub_that_died_left_as_online_is_healed_by_the_next_look(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var gateway = await EnrolledGateway.At(hub);
        await hub.WithRows(db => db.Gateways.Where(one => one.Id == gateway.Id).ExecuteUpdateAsync(row => row
            .SetProperty(one => one.IsOnline, true).SetProperty(one => one.LastHeardAt, TimeProvider.System.GetUtcNow()), Cancel), Cancel);
        await Is(gateway, "online");
        await Presence(hub).WriteAll(Cancel);
        await Is(gateway, "offline");
    }

    [Theory]
    [InlineData(149, "online")]
    [InlineData(151, "silent")]
    public void A_connected_gateway_is_silent_after_two_and_a_half_minutes(int seconds, string expected)
    {
        var now = TimeProvider.System.GetUtcNow();
        var row = new Gateway { IsOnline = true, LastHeardAt = now.AddSeconds(-seconds) };
        GatewayView.At(now).Compile()(row).Presence.ToString().ShouldBe(expected, StringCompareShould.IgnoreCase);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_the_hub_notes_of_a_gateway_leaves_the_version_that_a_person_read(DatabaseProvider provider)
    {
        var hub = await hubs.On(provider);
        using var gateway = await EnrolledGateway.At(hub);
        var version = (await gateway.Read()).GetProperty("version").GetGuid();
        await using var link = await gateway.Connect();
        await link.Publish(GatewayTopicKind.State, """{"state":"online","since":1,"epoch":"b7"}""");
        await Is(gateway, "online");
        await Presence(hub).WriteAll(Cancel);

        var renamed = await gateway.Send(HttpMethod.Put, gateway.Path, new { name = "South wing" }, $"\"{version:N}\"");
        (await renamed.Body()).GetProperty("name").GetString().ShouldBe("South wing");
        (await (await gateway.Send(HttpMethod.Put, gateway.Path, new { name = "East wing" }, $"\"{version:N}\"")).Refusal(HttpStatusCode.PreconditionFailed)).ShouldBe("version.stale");
    }

    private static RecordPresence Presence(HubFactory hub) => hub.Services.GetServices<IHostedService>().OfType<RecordPresence>().Single();

    private static Task<Gateway> Row(EnrolledGateway gateway) =>
        gateway.Hub.WithRows(db => db.Gateways.AsNoTracking().SingleAsync(one => one.Id == gateway.Id, Cancel), Cancel);

    private static Task Is(EnrolledGateway gateway, string presence) => gateway.Shows(
        row => string.Equals(row.GetProperty("presence").GetString(), presence, StringComparison.OrdinalIgnoreCase), $"presence {presence}");
}
