using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>A well-behaved gateway on an MQTT library.</summary>
internal sealed class MqttGateway : IAsyncDisposable
{
    private readonly IMqttClient _client;
    private readonly KnownGateway _known;

    private MqttGateway(IMqttClient client, KnownGateway known) => (_client, _known) = (client, known);

    public bool IsConnected => _client.IsConnected;

    /// <summary>What came down: topic and payload.</summary>
    public ConcurrentQueue<(string Topic, string Payload)> Received { get; } = new();

    public static async Task<MqttGateway> Connect(KnownGateway known, int port)
    {
        var client = await ConnectClient(known, port, Until.Cancel);
        var gateway = new MqttGateway(client, known);
        client.ApplicationMessageReceivedAsync += e =>
        {
            gateway.Received.Enqueue((e.ApplicationMessage.Topic, Encoding.UTF8.GetString(e.ApplicationMessage.Payload.ToArray())));
            return Task.CompletedTask;
        };
        return gateway;
    }

    public static async Task<IMqttClient> ConnectClient(KnownGateway known, int port, CancellationToken cancel)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        try
        {
            var answer = await client.ConnectAsync(
                new MqttClientOptionsBuilder().WithProtocolVersion(MqttProtocolVersion.V500).WithTcpServer("127.0.0.1", port)
                    .WithClientId(known.Key).WithCredentials(known.Key, known.Secret).WithCleanStart()
                    .WithTimeout(TimeSpan.FromSeconds(60)).WithKeepAlivePeriod(TimeSpan.FromSeconds(60)).Build(), cancel);
            if (answer.ResultCode != MqttClientConnectResultCode.Success) throw new IOException($"The hub refused {known.Key}: {answer.ResultCode}.");
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Publishes below the gateway's prefix; returns the answer's reason, 0 for success (also when nobody subscribes, 0x10).</summary>
    public async Task<int> Publish(string topic, string payload, TimeSpan patience)
    {
        var result = await _client.PublishAsync(new MqttApplicationMessage
        {
            Topic = $"ih/v1/{_known.Key}/{topic}",
            PayloadSegment = Encoding.UTF8.GetBytes(payload),
            QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
            ContentType = "application/json",
        }, Until.Cancel).WaitAsync(patience, Until.Cancel);
        return result.IsSuccess ? 0 : (int)result.ReasonCode;
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
