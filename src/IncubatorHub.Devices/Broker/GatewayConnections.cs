using System.Collections.Concurrent;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace IncubatorHub.Devices.Broker;

/// <summary>A gateway that is connected now.</summary>
/// <param name="GatewayId">The gateway.</param>
/// <param name="Key">Its id on the wire.</param>
/// <param name="ConnectedAt">When it was admitted.</param>
/// <param name="LastHeardAt">When something last arrived from it.</param>
/// <param name="RemoteAddress">Where from.</param>
public sealed record LiveGateway(Guid GatewayId, string Key, DateTimeOffset ConnectedAt, DateTimeOffset LastHeardAt, string RemoteAddress);

/// <summary>A gateway connected or disconnected. A take-over by the same gateway is told as both.</summary>
/// <param name="Gateway">As it was at that moment.</param>
/// <param name="IsConnected">What it is now.</param>
/// <param name="Reason">Why it disconnected; empty on connection.</param>
public sealed record PresenceChange(LiveGateway Gateway, bool IsConnected, string Reason);

/// <summary>Which gateways are connected to this process; the way to send to one, and to close one. Thread-safe.</summary>
public sealed class GatewayConnections
{
    private static readonly TimeSpan TakeOverPatience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, MqttChannel> _channels = new();
    private readonly ConcurrentDictionary<string, MqttChannel> _byKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, MqttChannel> _claims = new(StringComparer.Ordinal);
    private readonly BoundedFeed<PresenceChange> _changes = new();
    private MqttServer? _server;

    /// <summary>All that are connected, in no order.</summary>
    public IEnumerable<LiveGateway> Connected => _channels.Values.Select(Describe);

    /// <summary>How many are connected.</summary>
    public int Count => _channels.Count;

    /// <summary>The gateway's connection, or null.</summary>
    public LiveGateway? Find(Guid gatewayId) => _channels.TryGetValue(gatewayId, out var channel) ? Describe(channel) : null;

    /// <summary>Follows connections and disconnections; lossy. Whoever misses some compares with <see cref="Connected"/>.</summary>
    public IAsyncEnumerable<FeedItem<PresenceChange>> Changes(int capacity, CancellationToken cancel) => _changes.Subscribe(capacity, cancel);

    /// <summary>Closes the gateway's connection at once, without acknowledging what is open. False when it is not connected.</summary>
    public bool Close(Guid gatewayId, string reason)
    {
        if (!_channels.TryGetValue(gatewayId, out var channel)) return false;
        channel.Close(reason);
        return true;
    }

    /// <summary>
    /// Sends QoS 1 on a topic of the gateway. Nothing is queued for one that is not connected: commands and configuration live in the
    /// database and are sent again on connection.
    /// </summary>
    /// <param name="gatewayId">The gateway.</param>
    /// <param name="topic">Its whole topic, as <c>GatewayTopic.For</c> makes it.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="expiry">MQTT 5 message expiry; null for none.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>Whether the gateway is connected and the message was handed to its session.</returns>
    public async Task<bool> Publish(Guid gatewayId, string topic, ReadOnlyMemory<byte> payload, TimeSpan? expiry, CancellationToken cancel)
    {
        if (_server is not { IsStarted: true } server || !_channels.ContainsKey(gatewayId)) return false;
        var message = new MqttApplicationMessage
        {
            Topic = topic,
            Payload = new System.Buffers.ReadOnlySequence<byte>(payload),
            QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
            ContentType = "application/json",
            MessageExpiryInterval = expiry is { } time ? (uint)Math.Ceiling(time.TotalSeconds) : 0,
        };
        await server.InjectApplicationMessage(new InjectedMqttApplicationMessage(message) { SenderClientId = "" }, cancel);
        return _channels.ContainsKey(gatewayId);
    }

    internal GatewayIdentity? IdentityOf(string key) => _byKey.TryGetValue(key, out var channel) ? channel.Identity : null;

    internal MqttProtocolVersion VersionOf(string key) =>
        _byKey.TryGetValue(key, out var channel) ? channel.PacketFormatterAdapter.ProtocolVersion : MqttProtocolVersion.Unknown;

    internal void Attach(MqttServer? server) => _server = server;

    internal void CloseWhere(Func<GatewayIdentity, bool> isRefused, string reason)
    {
        foreach (var channel in _channels.Values)
            if (isRefused(channel.Identity!))
                channel.Close(reason);
    }

    /// <summary>
    /// Ends the gateway's earlier connection and waits until MQTTnet has let go of it. Without this, one that ends by itself just as the
    /// next one begins takes the new session with it (MQTTnet forgets a session by client id, not by connection).
    /// </summary>
    internal async Task TakeOver(MqttChannel channel, TimeProvider time, CancellationToken cancel)
    {
        MqttChannel? earlier = null;
        _claims.AddOrUpdate(channel.Identity!.Key, channel, (_, known) =>
        {
            earlier = known;
            return channel;
        });
        if (earlier is null || earlier == channel) return;
        earlier.GiveWay();
        try
        {
            await earlier.Ended.WaitAsync(TakeOverPatience, time, cancel);
        }
        catch (TimeoutException)
        {
            earlier.Close("taken over by a new connection of the gateway");
        }
    }

    internal bool HasGivenWay(string key) => _byKey.TryGetValue(key, out var channel) && channel.HasGivenWay;

    internal void Opened(MqttChannel channel)
    {
        _channels[channel.Identity!.Id] = channel;
        _byKey[channel.Identity.Key] = channel;
        _changes.Publish(new PresenceChange(Describe(channel), IsConnected: true, ""));
    }

    internal void Closed(MqttChannel channel, string reason)
    {
        // When a take-over did not wait to the end, the entry is the new connection's, and the gateway has not gone.
        channel.MarkEnded();
        if (channel.Identity is not { } identity) return;
        _claims.TryRemove(new KeyValuePair<string, MqttChannel>(identity.Key, channel));
        _byKey.TryRemove(new KeyValuePair<string, MqttChannel>(identity.Key, channel));
        if (_channels.TryRemove(new KeyValuePair<Guid, MqttChannel>(identity.Id, channel)))
            _changes.Publish(new PresenceChange(Describe(channel), IsConnected: false, reason));
    }

    private static LiveGateway Describe(MqttChannel channel) => new(
        channel.Identity!.Id, channel.Identity.Key, channel.ConnectedAt, channel.LastHeard, channel.RemoteEndPoint?.ToString() ?? "");
}
