using System.Buffers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using IncubatorHub.Edge.Settings;
using IncubatorHub.Protocol;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace IncubatorHub.Edge.Uplinks;

/// <summary>The hub's own MQTT contract: MQTT 5, clean start, client id = user name = gateway id, will on the state topic.</summary>
internal sealed class MqttUplink(EdgeSettings settings, string secret, string epoch, TimeProvider time) : IUplink
{
    private static readonly GatewayTopicKind[] Down = [GatewayTopicKind.Command, GatewayTopicKind.Configuration];

    private readonly Dictionary<GatewayTopicKind, string> _topics = Enum.GetValues<GatewayTopicKind>()
        .Where(k => k != GatewayTopicKind.None).ToDictionary(k => k, k => GatewayTopic.For(settings.GatewayId, k));
    private IMqttClient? _client;
    private TaskCompletionSource _disconnected = Ended();

    public Task Disconnected => _disconnected.Task;

    public async Task ConnectAsync(Received received, CancellationToken cancel)
    {
        _client?.Dispose();
        var client = new MqttClientFactory().CreateMqttClient();
        _client = client;
        var disconnected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.DisconnectedAsync += _ =>
        {
            disconnected.TrySetResult();
            return Task.CompletedTask;
        };
        client.ApplicationMessageReceivedAsync += e =>
        {
            if (GatewayTopic.TryParse(e.ApplicationMessage.Topic, out var id, out var kind) && id.SequenceEqual(settings.GatewayId))
                received(kind, e.ApplicationMessage.Payload.ToArray());
            return Task.CompletedTask;
        };
        try
        {
            var answer = await client.ConnectAsync(Options(), cancel);
            if (answer.ResultCode != MqttClientConnectResultCode.Success) throw new IOException($"The hub refused the connection: {answer.ResultCode} {answer.ReasonString}");
            _disconnected = disconnected;
            var filters = Down.Aggregate(new MqttClientSubscribeOptionsBuilder(), (b, kind) => b.WithTopicFilter(_topics[kind], MqttQualityOfServiceLevel.AtLeastOnce));
            var subscribed = await client.SubscribeAsync(filters.Build(), cancel);
            if (subscribed.Items.FirstOrDefault(i => (int)i.ResultCode >= 0x80) is { } refused) throw new IOException($"The hub refused the subscription: {refused.ResultCode}");
            await PublishAsync(GatewayTopicKind.State, State(GatewayState.Online), cancel);
        }
        catch
        {
            client.Dispose();
            disconnected.TrySetResult();
            throw;
        }
    }

    public async Task PublishAsync(GatewayTopicKind kind, ReadOnlyMemory<byte> payload, CancellationToken cancel)
    {
        var client = _client ?? throw new InvalidOperationException("Not connected.");
        var message = new MqttApplicationMessageBuilder()
            .WithTopic(_topics[kind])
            .WithPayload(new ReadOnlySequence<byte>(payload))
            .WithContentType(ContentTypes.Json)
            .WithPayloadFormatIndicator(MqttPayloadFormatIndicator.CharacterData)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithRetainFlag(kind == GatewayTopicKind.State)
            .Build();
        var result = await client.PublishAsync(message, cancel);
        if (!result.IsSuccess) throw new IOException($"The hub refused a message on {_topics[kind]}: {result.ReasonCode} {result.ReasonString}");
    }

    public async Task DisconnectAsync(CancellationToken cancel)
    {
        if (_client is not { IsConnected: true } client) return;
        try
        {
            await PublishAsync(GatewayTopicKind.State, State(GatewayState.Offline), cancel);
            await client.DisconnectAsync(new MqttClientDisconnectOptionsBuilder().WithReason(MqttClientDisconnectOptionsReason.NormalDisconnection).Build(), cancel);
        }
        catch (Exception)
        {
            // The line is gone already; then the broker publishes the will.
        }
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        return ValueTask.CompletedTask;
    }

    private MqttClientOptions Options()
    {
        var hub = settings.Hub;
        var builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(settings.GatewayId)
            .WithCredentials(settings.GatewayId, secret)
            .WithCleanStart()
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(60))
            .WithTimeout(TimeSpan.FromSeconds(30))
            .WithWillTopic(_topics[GatewayTopicKind.State])
            .WithWillPayload(State(GatewayState.Offline))
            .WithWillRetain()
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce);
        builder = hub.WebSocket
            ? builder.WithWebSocketServer(o => o.WithUri($"{(hub.Tls ? "wss" : "ws")}://{hub.Host}:{hub.Port}/mqtt"))
            : builder.WithTcpServer(hub.Host, hub.Port);
        if (hub.Tls)
        {
            builder = builder.WithTlsOptions(o =>
            {
                o.UseTls().WithTargetHost(hub.Host);
                if (hub.CaFile.Length == 0) return;
                var trusted = new X509Certificate2Collection();
                trusted.ImportFromPemFile(hub.CaFile); // read at each connect, so that a renewed file needs no restart
                o.WithTrustChain(trusted);
            });
        }
        return builder.Build();
    }

    private byte[] State(string state) =>
        JsonSerializer.SerializeToUtf8Bytes(new GatewayState(state, time.GetUtcNow().ToUnixTimeMilliseconds(), epoch), ProtocolJson.Default.GatewayState);

    private static TaskCompletionSource Ended()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
