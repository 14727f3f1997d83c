using Microsoft.Extensions.Logging;

namespace IncubatorHub.Devices.Readings;

internal static partial class IngestLog
{
    [LoggerMessage(4101, LogLevel.Error, "A message of gateway {Gateway} could not be taken in; its connection is closed without an acknowledgement and it will send again")]
    public static partial void IngestFailed(this ILogger log, Exception cause, string gateway);

    [LoggerMessage(4102, LogLevel.Error, "Events and quarantined messages could not be stored ({Messages} messages); their connections are closed without an acknowledgement and the gateways will send again")]
    public static partial void EventCommitFailed(this ILogger log, Exception cause, int messages);

    [LoggerMessage(4103, LogLevel.Information, "Events are stored again after {Seconds:0} s")]
    public static partial void EventCommitRecovered(this ILogger log, double seconds);

    [LoggerMessage(4104, LogLevel.Warning, "Gateway {Gateway} has {Entries} open quarantine entries; further malformed messages are counted and only sampled")]
    public static partial void QuarantineFull(this ILogger log, string gateway, int entries);
}
