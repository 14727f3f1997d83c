using System.Text.Json;
using IncubatorHub.Protocol;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Devices.Downlink;

/// <summary>Writes what a gateway made of its configuration.</summary>
internal sealed partial class TakeConfigurationReports(GatewayInbox inbox, HubWork work, ILogger<TakeConfigurationReports> logger) : IHostedService
{
    private const int MaxError = 2_000;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        inbox.Register(GatewayTopicKind.ConfigurationReported, Take);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Take(GatewayMessage message, CancellationToken cancel)
    {
        if (Read(message.Payload) is not { } report)
        {
            LogUnreadable(message.Gateway.Key, message.Payload.Length);
            return;
        }

        var isKnown = await work.Run(nameof(TakeConfigurationReports), async db =>
        {
            var gateway = await db.Gateways.SingleAsync(one => one.Id == message.Gateway.Id, cancel);
            // When two were set in a row the first may be reported after the second was set, and the second is then still to be judged. A
            // number that was never sent judges nothing.
            if (!(report.Version <= gateway.DesiredVersion))
                return false;
            gateway.JudgedVersion = report.Version;
            gateway.ReportedVersion = report.Applied ? report.Version : report.InForce;
            gateway.ConfigurationError = report.Applied ? null : StorableText.Of(report.Error ?? "The gateway gave no reason.", MaxError);
            return true;
        }, cancel);
        if (!isKnown)
            LogUnknown(message.Gateway.Key, report.Version);
    }

    private static ConfigurationReport? Read(byte[] payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, ProtocolJson.Default.ConfigurationReport);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Gateway} sent a configuration report of {Bytes} bytes that cannot be read; it was acknowledged and ignored")]
    private partial void LogUnreadable(string gateway, int bytes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Gateway} reported on configuration {Version}, which it was never sent; it was acknowledged and ignored")]
    private partial void LogUnknown(string gateway, long version);
}
