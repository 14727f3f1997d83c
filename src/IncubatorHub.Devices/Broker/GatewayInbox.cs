using IncubatorHub.Protocol;

namespace IncubatorHub.Devices.Broker;

/// <summary>A message of a gateway on a topic other than telemetry and events.</summary>
/// <param name="Gateway">Who sent it, by its authenticated connection.</param>
/// <param name="Kind">State, command acknowledgement, or reported configuration.</param>
/// <param name="Payload">The payload, at most 1 MiB (state: 16 KiB).</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="IsRetained">Whether the retain flag was set.</param>
public sealed record GatewayMessage(GatewayIdentity Gateway, GatewayTopicKind Kind, byte[] Payload, DateTimeOffset ReceivedAt, bool IsRetained);

/// <summary>Takes one kind of message. It is acknowledged after the task completes, so make it durable there; an exception closes the connection unacknowledged.</summary>
public delegate Task GatewayMessageHandler(GatewayMessage message, CancellationToken cancel);

/// <summary>Hands messages on <c>state</c>, <c>cmd/ack</c> and <c>config/reported</c> to whoever registered for them, one at a time per connection.</summary>
public sealed class GatewayInbox
{
    private readonly Lock _lock = new();
    private volatile (GatewayTopicKind Kind, GatewayMessageHandler Handler)[] _handlers = [];

    /// <summary>Registers a handler for the life of the process; several for one kind run in order of registration.</summary>
    public void Register(GatewayTopicKind kind, GatewayMessageHandler handler)
    {
        lock (_lock) _handlers = [.. _handlers, (kind, handler)];
    }

    internal async Task Deliver(GatewayMessage message, CancellationToken cancel)
    {
        foreach (var (kind, handler) in _handlers)
            if (kind == message.Kind)
                await handler(message, cancel);
    }
}
