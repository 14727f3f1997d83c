using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet.Server;

namespace IncubatorHub.Devices.Broker;

/// <summary>Starts MQTTnet over our adapter, reads the registry before the first gateway may connect, and keeps it fresh.</summary>
internal sealed class BrokerServer(
    BrokerConnectionHandler adapter, GatewayDirectory directory, GatewayConnections connections, ConnectJudge connects, MessageJudge messages,
    MqttOptions options, TimeProvider time, ILogger<BrokerServer> log) : BackgroundService
{
    private MqttServer? _server;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = new MqttServerOptionsBuilder()
            .WithoutDefaultEndpoint()
            .WithMaxPendingMessagesPerClient(1_000)
            .WithDefaultCommunicationTimeout(TimeSpan.FromSeconds(options.ConnectTimeoutSeconds));
        _server = new MqttServerFactory().CreateMqttServer(builder.Build(), [adapter], new MqttNetLog(log));
        _server.ValidatingConnectionAsync += connects.Judge;
        _server.InterceptingPublishAsync += messages.JudgePublish;
        _server.InterceptingSubscriptionAsync += messages.JudgeSubscription;
        directory.Refreshed = CloseRefused;
        await TryRefresh(cancellationToken);
        await _server.StartAsync();
        connections.Attach(_server);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        directory.Refreshed = null;
        connections.Attach(null);
        if (_server is null) return;
        await _server.StopAsync(new MqttServerStopOptions
        {
            DefaultClientDisconnectOptions = { ReasonCode = MQTTnet.Protocol.MqttDisconnectReasonCode.ServerShuttingDown },
        });
        _server.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.DirectoryRefreshSeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await TryRefresh(stoppingToken);
    }

    private async Task TryRefresh(CancellationToken cancel)
    {
        try
        {
            await directory.Refresh(cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.DirectoryUnreadable(e, options.DirectoryRefreshSeconds);
        }
    }

    private void CloseRefused() => connections.CloseWhere(identity => !directory.StillAdmits(identity), "the credential is no longer valid");
}
