using System.Reflection;
using System.Text.Json;
using System.Threading.Channels;
using IncubatorHub.Edge.Commands;
using IncubatorHub.Edge.Configuration;
using IncubatorHub.Edge.SelfTelemetry;
using IncubatorHub.Edge.Settings;
using IncubatorHub.Edge.Spool;
using IncubatorHub.Edge.Uplinks;
using IncubatorHub.Protocol;

namespace IncubatorHub.Edge;

/// <summary>Puts the parts together and runs them until the process is asked to stop.</summary>
internal sealed partial class EdgeWorker(EdgeSettings settings, TimeProvider time, ILoggerFactory logs, ILogger<EdgeWorker> log) : BackgroundService
{
    private const int MaxWaitingMessages = 64;
    private const int ParallelCommands = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var secret = settings.SecretFile.Length > 0 ? (await File.ReadAllTextAsync(settings.SecretFile, stoppingToken)).Trim() : settings.Secret;
        using var spool = SpoolFile.OpenOrReplace(settings.Spool.Path, settings.Spool.MaxMegabytes * 1024L * 1024L, time);
        var writer = new SpoolWriter(spool, time, logs.CreateLogger<SpoolWriter>());
        await using var drivers = new DriverHost(spool, writer, time, logs);
        using var keeper = new ConfigurationKeeper(settings.Spool.Path + ".config.json", settings.ConfigurationFile, drivers, writer, time, logs.CreateLogger<ConfigurationKeeper>());
        await using var uplink = new MqttUplink(settings, secret, spool.Epoch, time);
        var commands = new CommandRunner(spool, writer, drivers, keeper,
            (ack, cancel) => uplink.PublishAsync(GatewayTopicKind.CommandAcknowledgement, JsonSerializer.SerializeToUtf8Bytes(ack, ProtocolJson.Default.CommandAcknowledgement), cancel),
            time, logs.CreateLogger<CommandRunner>());

        // The hub repeats what is not answered, so a flood may be dropped here without loss.
        var inbox = Channel.CreateBounded<(GatewayTopicKind Kind, ReadOnlyMemory<byte> Payload)>(new BoundedChannelOptions(MaxWaitingMessages) { FullMode = BoundedChannelFullMode.DropWrite });
        using var pump = new UplinkPump(spool, uplink, new(settings.Hub.Window, settings.Hub.BacklogPerSecond), (kind, payload) => inbox.Writer.TryWrite((kind, payload)), time, logs.CreateLogger<UplinkPump>());
        var self = new SelfSampler(settings.Spool.Path, spool, writer, pump, commands, time);

        var version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0";
        writer.Add(Events.Of(Now, EventKinds.GatewayStarted, Events.Gateway, ("version", version), ("epoch", spool.Epoch)));
        Started(log, settings.GatewayId, version, settings.Hub.Host, settings.Hub.Port, spool.Epoch);
        await keeper.LoadAsync(stoppingToken);

        var receiving = Parallel.ForEachAsync(inbox.Reader.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = ParallelCommands, CancellationToken = stoppingToken },
            async (message, cancel) => await HandleAsync(message.Kind, message.Payload, keeper, commands, uplink, cancel));
        var sampling = self.RunAsync(stoppingToken);
        var pumping = pump.RunAsync(stoppingToken);
        // Any of them ends only by the stop or by a defect; a defect must end the process, for systemd starts it anew.
        var first = await Task.WhenAny(receiving, sampling, pumping);
        if (!stoppingToken.IsCancellationRequested) await first;
        await Task.WhenAll(receiving, sampling, pumping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        writer.Add(Events.Of(Now, EventKinds.GatewayStopping, Events.Gateway));
        Stopped(log, spool.Depth().TelemetryEntries);
    }

    private async Task HandleAsync(GatewayTopicKind kind, ReadOnlyMemory<byte> payload, ConfigurationKeeper keeper, CommandRunner commands, MqttUplink uplink, CancellationToken cancel)
    {
        try
        {
            if (kind == GatewayTopicKind.Command)
            {
                await commands.RunAsync(payload, cancel);
            }
            else if (kind == GatewayTopicKind.Configuration)
            {
                var report = await keeper.ReceiveAsync(payload, cancel);
                await uplink.PublishAsync(GatewayTopicKind.ConfigurationReported, JsonSerializer.SerializeToUtf8Bytes(report, ProtocolJson.Default.ConfigurationReport), cancel);
            }
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            NotHandled(log, e, kind);
        }
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(Level = LogLevel.Information, Message = "Gateway {Gateway} {Version} starts; hub {Host}:{Port}, spool epoch {Epoch}")]
    private static partial void Started(ILogger log, string gateway, string version, string host, int port, string epoch);

    [LoggerMessage(Level = LogLevel.Information, Message = "Gateway stops; {Entries} telemetry entries stay in the spool")]
    private static partial void Stopped(ILogger log, long entries);

    [LoggerMessage(Level = LogLevel.Error, Message = "A {Kind} message could not be handled; the hub will repeat it")]
    private static partial void NotHandled(ILogger log, Exception error, GatewayTopicKind kind);
}
