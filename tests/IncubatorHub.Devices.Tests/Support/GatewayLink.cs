using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using IncubatorHub.Protocol;
using MQTTnet;
using MQTTnet.Protocol;

namespace IncubatorHub.Devices.Tests.Support;

/// <summary>A gateway's MQTT connection: an ordinary client on a real socket, subscribed to its commands and configuration.</summary>
internal sealed class GatewayLink : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Topic, JsonElement Body)> _received = new();
    private readonly string _key;

    private GatewayLink(string key) => _key = key;

    public IMqttClient Client { get; } = new MqttClientFactory().CreateMqttClient();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<GatewayLink> Open(int port, string key, string secret, bool subscribe = true, string? will = null)
    {
        var link = new GatewayLink(key);
        link.Client.ApplicationMessageReceivedAsync += received =>
        {
            var message = received.ApplicationMessage;
            link._received.Enqueue((message.Topic, JsonDocument.Parse(message.Payload.ToArray()).RootElement));
            return Task.CompletedTask;
        };
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithClientId(key).WithCredentials(key, secret)
            .WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500).WithTimeout(TimeSpan.FromSeconds(15)).WithCleanSession();
        if (will is not null)
        {
            options.WithWillTopic(GatewayTopic.For(key, GatewayTopicKind.State)).WithWillPayload(will)
                .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).WithWillRetain();
        }

        var answer = await link.Client.ConnectAsync(options.Build(), Cancel);
        answer.ResultCode.ShouldBe(MqttClientConnectResultCode.Success);
        if (subscribe)
            await link.Subscribe();
        return link;
    }

    public async Task Subscribe()
    {
        foreach (var kind in new[] { GatewayTopicKind.Command, GatewayTopicKind.Configuration })
            await Client.SubscribeAsync(GatewayTopic.For(_key, kind), MqttQualityOfServiceLevel.AtLeastOnce, Cancel);
    }

    /// <summary>Publishes and waits for the PUBACK.</summary>
    public async Task Publish(GatewayTopicKind kind, string payload, string? contentType = null,
        MqttQualityOfServiceLevel quality = MqttQualityOfServiceLevel.AtLeastOnce)
    {
        var message = new MqttApplicationMessageBuilder().WithTopic(GatewayTopic.For(_key, kind)).WithPayload(payload).WithQualityOfServiceLevel(quality);
        if (contentType is not null)
            message.WithContentType(contentType);
        await Client.PublishAsync(message.Build(), Cancel);
    }

    public Task Answer(Guid command, string status, object? detail = null, string? id = null) => Publish(
        GatewayTopicKind.CommandAcknowledgement, JsonSerializer.Serialize(new { id = id ?? command.ToString("N"), status, time = 1, detail }));

    public int Count(GatewayTopicKind kind, Func<JsonElement, bool>? which = null) => Of(kind).Count(body => which?.Invoke(body) ?? true);

    public async Task<JsonElement> Receives(GatewayTopicKind kind, Func<JsonElement, bool>? which = null)
    {
        JsonElement found = default;
        await Eventually.Holds(() =>
        {
            found = Of(kind).FirstOrDefault(body => which?.Invoke(body) ?? true);
            return found.ValueKind is not JsonValueKind.Undefined;
        }, $"a message of kind {kind} for {_key}");
        return found;
    }

    public Task IsClosed(TimeSpan within) => Eventually.Holds(() => !Client.IsConnected, $"the connection of {_key} to be closed", within);

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return ValueTask.CompletedTask;
    }

    private IEnumerable<JsonElement> Of(GatewayTopicKind kind) =>
        _received.Where(one => one.Topic == GatewayTopic.For(_key, kind)).Select(one => one.Body);
}
