using Microsoft.Extensions.Logging;

namespace IncubatorHub.Devices.Broker;

/// <summary>What all channels share.</summary>
internal sealed record ChannelTraits(
    MqttOptions Options,
    IngestBudget Budget,
    IngestDesk Desk,
    GatewayConnections Connections,
    TimeProvider Time,
    ILogger<MqttChannel> Log);
