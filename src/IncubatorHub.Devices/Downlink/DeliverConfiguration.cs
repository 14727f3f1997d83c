using System.Text.Json;
using IncubatorHub.Protocol;

namespace IncubatorHub.Devices.Downlink;

/// <summary>Sends a connected gateway its desired configuration while it has not reported on it.</summary>
internal sealed class DeliverConfiguration(GatewayConnections connections, HubWork work)
{
    /// <summary>Whether one was sent that still waits for a report.</summary>
    public async Task<bool> Deliver(Guid gatewayId, CancellationToken cancel)
    {
        if (connections.Find(gatewayId) is not { } live)
            return false;
        var desired = await work.Run(nameof(DeliverConfiguration), async db =>
            await db.Gateways.Where(one => one.Id == gatewayId && one.DesiredVersion != null && one.DesiredVersion != one.JudgedVersion)
                .Join(db.DesiredConfigurations, gateway => new { gateway.Id, Number = gateway.DesiredVersion!.Value },
                    one => new { Id = one.GatewayId, one.Number }, (gateway, one) => new { one.Number, one.Document })
                .SingleOrDefaultAsync(cancel), cancel);
        if (desired is null)
            return false;
        var envelope = new ConfigurationEnvelope(desired.Number, JsonElement.Parse(desired.Document));
        return await connections.Publish(
            gatewayId, GatewayTopic.For(live.Key, GatewayTopicKind.Configuration), JsonSerializer.SerializeToUtf8Bytes(envelope, ProtocolJson.Default.ConfigurationEnvelope), expiry: null, cancel);
    }
}

/// <summary>A configuration was set: it is sent if the gateway is connected. If not, it is sent when it connects.</summary>
internal sealed class SendDesiredConfiguration(Deliveries deliveries) : IHandle<ConfigurationDesired>
{
    public Task Handle(ConfigurationDesired happened, CancellationToken cancel)
    {
        deliveries.Announce(happened.GatewayId);
        return Task.CompletedTask;
    }
}
