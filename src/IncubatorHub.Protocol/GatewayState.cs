namespace IncubatorHub.Protocol;

/// <summary>The retained message on the state topic, also the will.</summary>
/// <param name="State"><see cref="Online"/> or <see cref="Offline"/>.</param>
/// <param name="Epoch">Epoch of the gateway's spool; null when it has none.</param>
/// <param name="Since">When the state began by the gateway's clock, milliseconds since 1970 UTC. In a will: when the connection that died began.</param>
public sealed record GatewayState(string State, long Since, string? Epoch = null)
{
    /// <summary>The gateway is connected.</summary>
    public const string Online = "online";

    /// <summary>The gateway said goodbye, or the broker published its will.</summary>
    public const string Offline = "offline";
}
