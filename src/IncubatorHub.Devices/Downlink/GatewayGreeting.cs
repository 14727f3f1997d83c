using Microsoft.Extensions.Logging;

namespace IncubatorHub.Devices.Downlink;

/// <summary>
/// What a gateway is sent when it connects: the desired configuration, and commands that wait for it. A gateway subscribes a moment after it
/// connects, and the broker keeps nothing for it; so delivery is repeated until the gateway answers or the thing expires.
/// </summary>
internal sealed partial class GatewayGreeting(
    DeliverCommands commands, DeliverConfiguration configuration, TimeProvider time, ILogger<GatewayGreeting> logger)
{
    /// <summary>After how long what was not answered is sent again.</summary>
    private static readonly TimeSpan[] Repeats = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)];

    /// <summary>Sends now, and again in the background until nothing is open.</summary>
    public async Task Greet(Guid gatewayId, CancellationToken cancel)
    {
        if (await SendOpen(gatewayId, cancel))
            _ = Repeat(gatewayId, cancel);
    }

    private async Task Repeat(Guid gatewayId, CancellationToken cancel)
    {
        try
        {
            foreach (var pause in Repeats)
            {
                await Task.Delay(pause, time, cancel);
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
    }

    private async Task<bool> SendOpen(Guid gatewayId, CancellationToken cancel) =>
        await configuration.Deliver(gatewayId, cancel) | await commands.Deliver(gatewayId, cancel);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gateway {GatewayId} could not be sent what waits for it; it is sent when it connects again")]
    private partial void LogFailed(Exception exception, Guid gatewayId);
}
