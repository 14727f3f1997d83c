using Microsoft.Extensions.Logging;

namespace IncubatorHub.Devices.Broker;

internal static partial class BrokerLog
{
    [LoggerMessage(4001, LogLevel.Warning, "Gateway {Gateway} at {Address} sent a packet that is refused, and is disconnected: {Reason}")]
    public static partial void PacketRefused(this ILogger log, string gateway, string address, string reason);

    [LoggerMessage(4002, LogLevel.Information, "Connection of {ClientId} from {Address} refused: {Reason}")]
    public static partial void ConnectRefused(this ILogger log, string clientId, string address, string reason);

    [LoggerMessage(4003, LogLevel.Information, "Gateway {Gateway} connected from {Address} with MQTT {Version}")]
    public static partial void Connected(this ILogger log, string gateway, string address, string version);

    [LoggerMessage(4004, LogLevel.Information, "Gateway {Gateway} disconnected: {Reason}")]
    public static partial void Disconnected(this ILogger log, string gateway, string reason);

    [LoggerMessage(4005, LogLevel.Warning, "Gateway {Gateway} may not {Action} {Topic}; refused")]
    public static partial void TopicRefused(this ILogger log, string gateway, string action, string topic);

    [LoggerMessage(4006, LogLevel.Warning, "{Limit} connections are open; a connection from {Address} was closed (Mqtt:MaxConnections)")]
    public static partial void TooManyConnections(this ILogger log, int limit, string address);

    [LoggerMessage(4007, LogLevel.Error, "Handling a message of gateway {Gateway} on {Topic} failed; its connection is closed without an acknowledgement and it will send again")]
    public static partial void HandlerFailed(this ILogger log, Exception cause, string gateway, string topic);

    [LoggerMessage(4008, LogLevel.Information, "TLS certificate {Subject} in use, valid until {Until}")]
    public static partial void CertificateLoaded(this ILogger log, string subject, DateTimeOffset until);

    [LoggerMessage(4009, LogLevel.Error, "TLS certificate {File} could not be loaded; the previous one stays in use and the files are tried again when they change")]
    public static partial void CertificateUnreadable(this ILogger log, Exception cause, string file);

    [LoggerMessage(4010, LogLevel.Information, "MQTT listens on {EndPoint} ({Kind})")]
    public static partial void Listening(this ILogger log, string endPoint, string kind);

    [LoggerMessage(4011, LogLevel.Error, "The registry of gateways could not be read; the last known one stays in use, next attempt in {Seconds} s")]
    public static partial void DirectoryUnreadable(this ILogger log, Exception cause, double seconds);


    [LoggerMessage(4013, LogLevel.Debug, "{Source}: {Message}")]
    public static partial void MqttNet(this ILogger log, Exception? cause, string source, string message);
}
