using IncubatorHub.Protocol;

namespace IncubatorHub.Edge.Uplinks;

/// <summary>Takes what comes down: commands and configurations. Must return quickly; the line waits for it.</summary>
internal delegate void Received(GatewayTopicKind kind, ReadOnlyMemory<byte> payload);

/// <summary>A line to a hub. One instance serves many connections, one after another.</summary>
internal interface IUplink : IAsyncDisposable
{
    /// <summary>Connects, says "online" and listens. Throws when any of it fails; then nothing is connected.</summary>
    Task ConnectAsync(Received received, CancellationToken cancel);

    /// <summary>Completes when the hub has acknowledged that the payload is safe; throws in every other case. May be called concurrently.</summary>
    Task PublishAsync(GatewayTopicKind kind, ReadOnlyMemory<byte> payload, CancellationToken cancel);

    /// <summary>Completes when the present connection has ended, for whatever reason.</summary>
    Task Disconnected { get; }

    /// <summary>Says "offline" and closes. Never throws.</summary>
    Task DisconnectAsync(CancellationToken cancel);
}
