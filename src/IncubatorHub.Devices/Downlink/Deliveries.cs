using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Devices.Downlink;

/// <summary>
/// Delivers to connected gateways what was just queued for them. The outbox calls a handler within its own transaction, and SQLite has one
/// writer: a handler that delivered by itself would wait for a lock that its caller holds. So it only names the gateway here.
/// </summary>
internal sealed partial class Deliveries(GatewayGreeting greeting, TimeProvider time, ILogger<Deliveries> logger) : BackgroundService
{
    private const int MostWaiting = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<Guid> _waiting = Channel.CreateBounded<Guid>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    /// <summary>Names a gateway. Lost with the process, which is no harm: the gateway then connects anew and is greeted.</summary>
    /// <exception cref="InvalidOperationException">Too many wait already; the outbox tries again later.</exception>
    public void Announce(Guid gatewayId)
    {
        if (!_waiting.Writer.TryWrite(gatewayId))
            throw new InvalidOperationException($"{MostWaiting} deliveries to gateways are waiting already.");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            while (_waiting.Reader.TryPeek(out var gatewayId) && await TryGreet(gatewayId, stoppingToken))
                _waiting.Reader.TryRead(out _);
        }
    }

    private async Task<bool> TryGreet(Guid gatewayId, CancellationToken cancel)
    {
        try
        {
            await greeting.Greet(gatewayId, cancel);
            return true;
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested)
        {
            LogFailed(exception, gatewayId, Pause);
            await Task.Delay(Pause, time, cancel);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gateway {GatewayId} could not be sent what was queued for it; trying again in {Pause}")]
    private partial void LogFailed(Exception exception, Guid gatewayId, TimeSpan pause);
}
