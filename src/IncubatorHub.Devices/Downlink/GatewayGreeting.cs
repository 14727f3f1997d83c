using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Devices.Downlink;

/// <summary>
/// What a gateway is sent when it connects: the desired configuration, and commands that wait for it. A gateway subscribes a moment after it
/// connects, and the broker keeps nothing for it; so delivery is repeated until the gateway
/// answers, disconnects, or the thing expires.
/// </summary>
internal sealed partial class GatewayGreeting(
    DeliverCommands commands, DeliverConfiguration configuration, TimeProvider time, ILogger<GatewayGreeting> logger)
{
    /// <summary>After how long what was not answered is sent again; the last one for as long as it stays so.</summary>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1)];

    // One repetition a gateway, however often it is greeted.
    private readonly ConcurrentDictionary<Guid, bool> _repeating = new();

    /// <summary>Sends now, and again in the background until nothing is open.</summary>
    public async Task Greet(Guid gatewayId, CancellationToken cancel)
    {
        if (await SendOpen(gatewayId, cancel) && _repeating.TryAdd(gatewayId, true))
            _ = Repeat(gatewayId, cancel);
    }

    private async Task Repeat(Guid gatewayId, CancellationToken cancel)
    {
        try
        {
            for (var round = 0; !cancel.IsCancellationRequested; round++)
            {
                await Task.Delay(Pauses[Math.Min(round, Pauses.Length - 1)], time, cancel);
                if (!await SendOpen(gatewayId, cancel))
                    return;
            }
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested)
        {
            LogFailed(exception, gatewayId);
        }
        catch (OperationCanceledException)
        {
            // The hub stops; the gateway is greeted when it connects again.
        }
        finally
        {
            _repeating.TryRemove(gatewayId, out _);
        }
    }

    private async Task<bool> SendOpen(Guid gatewayId, CancellationToken cancel) =>
        await configuration.Deliver(gatewayId, cancel) | await commands.Deliver(gatewayId, cancel);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gateway {GatewayId} could not be sent what waits for it; it is sent when it connects again")]
    private partial void LogFailed(Exception exception, Guid gatewayId);
}
