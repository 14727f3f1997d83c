using System.Text.Json;
using IncubatorHub.Protocol;

namespace IncubatorHub.Devices.Downlink;

/// <summary>Sends a connected gateway the commands that it has not answered. The gateway carries an id out once, however often it comes.</summary>
internal sealed class DeliverCommands(GatewayConnections connections, HubWork work, TimeProvider time)
{
    private const int MostAtOnce = 100;

    /// <summary>Whether anything was sent that still waits for an answer.</summary>
    public async Task<bool> Deliver(Guid gatewayId, CancellationToken cancel)
    {
        if (connections.Find(gatewayId) is not { } live)
            return false;
        var open = await work.Run(nameof(DeliverCommands), async db =>
        {
            var now = time.GetUtcNow();
            var waiting = await db.GatewayCommands
                .Where(one => one.GatewayId == gatewayId && (one.State == CommandState.Queued || one.State == CommandState.Sent) && one.ExpiresAt > now)
                .OrderBy(one => one.Id).Take(MostAtOnce).ToListAsync(cancel);
            foreach (var command in waiting)
                command.MarkSent(now);
            return waiting;
        }, cancel);

        var topic = GatewayTopic.For(live.Key, GatewayTopicKind.Command);
        foreach (var command in open)
        {
            var left = command.ExpiresAt - time.GetUtcNow();
            if (left <= TimeSpan.Zero || !await connections.Publish(gatewayId, topic, JsonSerializer.SerializeToUtf8Bytes(WireOf(command), ProtocolJson.Default.GatewayCommand), left, cancel))
                break;
        }

        return open.Count > 0;
    }

    private static GatewayCommand WireOf(SentCommand command) => new(
        command.Id.ToString("N"), command.Kind, command.IssuedAt.ToUnixTimeMilliseconds(), command.ExpiresAt.ToUnixTimeMilliseconds(), command.Target,
        command.Arguments is { } arguments ? JsonElement.Parse(arguments) : null);
}

/// <summary>A command was queued: it is sent if the gateway is connected. If not, it is sent when it connects.</summary>
internal sealed class SendQueuedCommand(Deliveries deliveries) : IHandle<CommandQueued>
{
    public Task Handle(CommandQueued happened, CancellationToken cancel)
    {
        deliveries.Announce(happened.GatewayId);
        return Task.CompletedTask;
    }
}
