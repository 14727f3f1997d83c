using System.Net;
using Microsoft.Extensions.Logging;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace IncubatorHub.Devices.Broker;

/// <summary>Judges a CONNECT: who is it, is the client id the gateway's own, may it have this will.</summary>
internal sealed class ConnectJudge(GatewayDirectory directory, AttemptLimiter limiter, GatewayConnections connections, TimeProvider time, ILogger<ConnectJudge> log)
{
    public async Task Judge(ValidatingConnectionEventArgs connect)
    {
        var channel = (MqttChannel)connect.ChannelAdapter;
        var address = (channel.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        var (code, reason) = Verdict(connect, channel, address);
        connect.ReasonCode = code;
        if (code == MqttConnectReasonCode.Success)
        {
            await connections.TakeOver(channel, time, connect.CancellationToken);
            return;
        }

        connect.ReasonString = reason;
        log.ConnectRefused(Short(connect.ClientId), address.ToString(), reason);
    }

    private (MqttConnectReasonCode Code, string Reason) Verdict(ValidatingConnectionEventArgs connect, MqttChannel channel, IPAddress address)
    {
        var clientId = connect.ClientId;
        if (string.IsNullOrEmpty(clientId))
            return (MqttConnectReasonCode.ClientIdentifierNotValid, "The client id is empty; use the gateway's id.");
        if (string.IsNullOrEmpty(connect.UserName) || connect.RawPassword is not { Length: > 0 } secret)
            return (MqttConnectReasonCode.BadUserNameOrPassword, "User name (the gateway's id) and password (its secret) are needed.");
        if (!limiter.MayTry(address, Short(connect.UserName)))
        {
            // MQTT 3.1.1 has no code for this; MQTTnet would send "bad protocol version" for what is not in its table.
            var code = connect.ProtocolVersion == MqttProtocolVersion.V500 ? MqttConnectReasonCode.ConnectionRateExceeded : MqttConnectReasonCode.ServerUnavailable;
            return (code, "Too many failed attempts; wait a minute.");
        }

        var (verdict, identity) = directory.Authenticate(connect.UserName, secret);
        if (identity is null)
        {
            limiter.Failed(address, Short(connect.UserName));
            return verdict == GatewayVerdict.Suspended
                ? (MqttConnectReasonCode.NotAuthorized, "The gateway is not in service.")
                : (MqttConnectReasonCode.BadUserNameOrPassword, "Gateway or secret unknown, expired or revoked.");
        }

        limiter.Succeeded(address, Short(connect.UserName));
        if (!string.Equals(clientId, identity.Key, StringComparison.Ordinal))
            return (MqttConnectReasonCode.ClientIdentifierNotValid, "The client id must be the gateway's id.");
        if (channel.Connect is { WillFlag: true } will && !TopicRights.MayPublish(identity.Key, will.WillTopic))
            return (MqttConnectReasonCode.NotAuthorized, "The will's topic is not one that the gateway may publish to.");

        channel.Identity = identity;
        return (MqttConnectReasonCode.Success, "");
    }

    private static string Short(string? text) => text is null ? "-" : text.Length <= 64 ? text : text[..64];
}
