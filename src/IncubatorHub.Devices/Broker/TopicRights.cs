using IncubatorHub.Protocol;

namespace IncubatorHub.Devices.Broker;

/// <summary>What a gateway may say and hear: only below its own prefix, only in the direction that the wire contract gives a topic.</summary>
internal static class TopicRights
{
    /// <summary>Upward topics, also for a will.</summary>
    public static bool MayPublish(string gatewayKey, ReadOnlySpan<char> topic) => KindOf(gatewayKey, topic)
        is GatewayTopicKind.Telemetry or GatewayTopicKind.Events or GatewayTopicKind.State
        or GatewayTopicKind.CommandAcknowledgement or GatewayTopicKind.ConfigurationReported;

    /// <summary>
    /// Downward topics, exactly or by a wildcard after the whole prefix. <c>$share</c> and <c>$SYS</c> do not begin with the prefix and are
    /// refused with everything else.
    /// </summary>
    public static bool MaySubscribe(string gatewayKey, ReadOnlySpan<char> filter)
    {
        if (KindOf(gatewayKey, filter) is GatewayTopicKind.Command or GatewayTopicKind.Configuration) return true;
        return TryBelow(gatewayKey, filter, out var rest) && rest is "#" or "+" or "cmd/#" or "config/#";
    }

    /// <summary>The kind of a topic below the gateway's own prefix; none for every other topic.</summary>
    public static GatewayTopicKind KindOf(string gatewayKey, ReadOnlySpan<char> topic) =>
        GatewayTopic.TryParse(topic, out var owner, out var kind) && owner.SequenceEqual(gatewayKey) ? kind : GatewayTopicKind.None;

    private static bool TryBelow(string gatewayKey, ReadOnlySpan<char> filter, out ReadOnlySpan<char> rest)
    {
        rest = default;
        if (!filter.StartsWith(GatewayTopic.Prefix, StringComparison.Ordinal)) return false;
        filter = filter[GatewayTopic.Prefix.Length..];
        if (!filter.StartsWith(gatewayKey, StringComparison.Ordinal) || filter.Length <= gatewayKey.Length || filter[gatewayKey.Length] != '/') return false;
        rest = filter[(gatewayKey.Length + 1)..];
        return true;
    }
}
