using MQTTnet.Protocol;

namespace IncubatorHub.HardwareSim.Fleet;

internal sealed record FleetOptions
{
    public required string Host { get; init; }
    public int Port { get; init; } = 1883;

    /// <summary>Simulated devices of each gateway.</summary>
    public int Devices { get; init; } = 50;

    /// <summary>From one batch of a gateway to the next; at least 10 ms.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Spreads gateways over the interval and varies each wait by a tenth, as real ones do; without it all send at once.</summary>
    public bool Jitter { get; init; }

    public MqttQualityOfServiceLevel Qos { get; init; } = MqttQualityOfServiceLevel.AtLeastOnce;

    /// <summary>Publishes of one gateway under way without PUBACK.</summary>
    public int Window { get; init; } = 10;

    /// <summary>Null: until stopped.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Batches a gateway keeps while it cannot send; beyond that the oldest are dropped, and counted.</summary>
    public int MaxWaiting { get; init; } = 1_000;

    public ulong Seed { get; init; } = 1;
}
