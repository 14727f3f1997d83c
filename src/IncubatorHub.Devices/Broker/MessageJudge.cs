using System.Buffers;
using IncubatorHub.Protocol;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace IncubatorHub.Devices.Broker;

/// <summary>
/// Judges and handles what MQTTnet was given: publishes beside the fast path (state, acknowledgements, QoS 2, wills) and subscriptions. The
/// gateway is the client id, which the CONNECT judgement tied to the credential; session items are never asked, for MQTTnet may resume old ones.
/// </summary>
internal sealed class MessageJudge(
    GatewayConnections connections, GatewayInbox inbox, IngestDesk desk, TimeProvider time, ILogger<MessageJudge> log)
{
    private const int MaxStateBytes = 16 << 10;

    public async Task JudgePublish(InterceptingPublishEventArgs publish)
    {
        // What the hub itself injects has no sender and needs no right.
        if (string.IsNullOrEmpty(publish.ClientId)) return;
        if (connections.HasGivenWay(publish.ClientId))
        {
            // The will of a connection whose gateway is back already, or a last message of it: nobody may hear the one, and the other is sent again.
            publish.ProcessPublish = false;
            publish.CloseConnection = true;
            return;
        }

        var message = publish.ApplicationMessage;
        if (string.IsNullOrEmpty(message.Topic) || !TopicRights.MayPublish(publish.ClientId, message.Topic))
        {
            log.TopicRefused(publish.ClientId, "publish to", message.Topic ?? "");
            Refuse(publish, MqttPubAckReasonCode.NotAuthorized);
            return;
        }

        var kind = TopicRights.KindOf(publish.ClientId, message.Topic);
        // A will is judged while its connection is still registered; without one there is nobody to believe.
        if (connections.IdentityOf(publish.ClientId) is not { } gateway)
        {
            Refuse(publish, MqttPubAckReasonCode.NotAuthorized);
            return;
        }

        try
        {
            if (kind is GatewayTopicKind.Telemetry or GatewayTopicKind.Events) await Ingest(publish, gateway, kind, message);
            else await Deliver(publish, gateway, kind, message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.HandlerFailed(e, publish.ClientId, message.Topic);
            publish.ProcessPublish = false;
            publish.CloseConnection = true;
        }
    }

    public Task JudgeSubscription(InterceptingSubscriptionEventArgs subscription)
    {
        if (TopicRights.MaySubscribe(subscription.ClientId, subscription.TopicFilter.Topic)) return Task.CompletedTask;
        log.TopicRefused(subscription.ClientId, "subscribe to", subscription.TopicFilter.Topic);
        subscription.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
        subscription.ProcessSubscription = false;
        return Task.CompletedTask;
    }

    private async Task Ingest(InterceptingPublishEventArgs publish, GatewayIdentity gateway, GatewayTopicKind kind, MqttApplicationMessage message)
    {
        // Nobody may listen on ingest topics, so MQTTnet has no subscribers to look for.
        publish.ProcessPublish = false;
        var awaited = new AwaitedPublish(gateway, time.GetUtcNow(), time.GetUtcNow(), (int)message.Payload.Length);
        await desk.Accept(awaited, kind, message.ContentType, message.Payload);
        if (await awaited.Durable)
        {
            if (awaited.IsRefused) publish.Response.ReasonCode = MqttPubAckReasonCode.PayloadFormatInvalid;
            if (message.QualityOfServiceLevel != MqttQualityOfServiceLevel.AtMostOnce) gateway.Counts.Add(IngestCount.PublishesAcknowledged, 1);
        }
        else
        {
            publish.CloseConnection = true;
        }
    }

    private async Task Deliver(InterceptingPublishEventArgs publish, GatewayIdentity gateway, GatewayTopicKind kind, MqttApplicationMessage message)
    {
        var isState = kind == GatewayTopicKind.State;
        if (isState && message.Payload.Length > MaxStateBytes)
        {
            Refuse(publish, MqttPubAckReasonCode.QuotaExceeded);
            return;
        }

        var wasRetained = message.Retain;
        // MQTTnet keeps retained messages in memory for ever: only the state, one small message a gateway, may be one.
        message.Retain &= isState;
        publish.ProcessPublish = isState;
        await inbox.Deliver(new GatewayMessage(gateway, kind, message.Payload.ToArray(), time.GetUtcNow(), wasRetained), publish.CancellationToken);
    }

    private void Refuse(InterceptingPublishEventArgs publish, MqttPubAckReasonCode code)
    {
        publish.ProcessPublish = false;
        publish.Response.ReasonCode = code;
        // MQTT 3.1.1 has no negative PUBACK: acknowledging would be a lie, so the connection is closed instead (MQTT-3.3.5-2).
        if (connections.VersionOf(publish.ClientId) != MqttProtocolVersion.V500) publish.CloseConnection = true;
    }
}
