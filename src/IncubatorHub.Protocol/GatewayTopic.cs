using System.Text;

namespace IncubatorHub.Protocol;

/// <summary>Builds and parses <c>ih/v1/{g}/…</c>. Parsing allocates nothing; all members are thread-safe.</summary>
public static class GatewayTopic
{
    /// <summary>What every topic of version 1 begins with.</summary>
    public const string Prefix = "ih/v1/";

    /// <summary>The longest topic of the contract, in bytes (all of it is ASCII).</summary>
    public const int MaxLength = 6 + GatewayId.MaxLength + 1 + 15;

    /// <summary>The topic of one kind for one gateway.</summary>
    /// <exception cref="ArgumentException">The id breaks <see cref="GatewayId"/>, or the kind is <see cref="GatewayTopicKind.None"/>.</exception>
    public static string For(string gatewayId, GatewayTopicKind kind)
    {
        if (!GatewayId.IsValid(gatewayId)) throw new ArgumentException($"'{gatewayId}' is not a gateway id: 3 to 64 of a-z, 0-9, '-'.", nameof(gatewayId));
        return $"{Prefix}{gatewayId}/{Tail(kind)}";
    }

    /// <summary>The subscription filter for one kind over all gateways, <c>ih/v1/+/…</c>.</summary>
    /// <exception cref="ArgumentException">The kind is <see cref="GatewayTopicKind.None"/>.</exception>
    public static string FilterForAll(GatewayTopicKind kind) => $"{Prefix}+/{Tail(kind)}";

    /// <summary>Takes a topic apart.</summary>
    /// <param name="topic">The topic as characters.</param>
    /// <param name="gatewayId">The id, a slice of <paramref name="topic"/>; empty when the answer is false.</param>
    /// <param name="kind">The kind; <see cref="GatewayTopicKind.None"/> when the answer is false.</param>
    /// <returns>False for anything that is not exactly a topic of this contract with a valid id.</returns>
    public static bool TryParse(ReadOnlySpan<char> topic, out ReadOnlySpan<char> gatewayId, out GatewayTopicKind kind)
    {
        gatewayId = default;
        kind = GatewayTopicKind.None;
        if (!topic.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var rest = topic[Prefix.Length..];
        var slash = rest.IndexOf('/');
        if (slash < 0 || !GatewayId.IsValid(rest[..slash])) return false;
        kind = KindOf(rest[(slash + 1)..]);
        if (kind == GatewayTopicKind.None) return false;
        gatewayId = rest[..slash];
        return true;
    }

    /// <summary>Takes a topic apart that came as UTF-8 bytes, as it stands in an MQTT packet.</summary>
    /// <param name="topic">The topic as UTF-8.</param>
    /// <param name="gatewayId">The id, a slice of <paramref name="topic"/>; empty when the answer is false.</param>
    /// <param name="kind">The kind; <see cref="GatewayTopicKind.None"/> when the answer is false.</param>
    /// <returns>False for anything that is not exactly a topic of this contract with a valid id.</returns>
    public static bool TryParse(ReadOnlySpan<byte> topic, out ReadOnlySpan<byte> gatewayId, out GatewayTopicKind kind)
    {
        gatewayId = default;
        kind = GatewayTopicKind.None;
        if (topic.Length > MaxLength) return false;
        // Any byte outside ASCII becomes a character that no id and no tail holds.
        Span<char> text = stackalloc char[MaxLength];
        var written = Encoding.Latin1.GetChars(topic, text);
        if (!TryParse(text[..written], out var id, out kind)) return false;
        gatewayId = topic.Slice(Prefix.Length, id.Length);
        return true;
    }

    private static GatewayTopicKind KindOf(ReadOnlySpan<char> tail) => tail switch
    {
        "t" => GatewayTopicKind.Telemetry,
        "e" => GatewayTopicKind.Events,
        "state" => GatewayTopicKind.State,
        "cmd" => GatewayTopicKind.Command,
        "cmd/ack" => GatewayTopicKind.CommandAcknowledgement,
        "config" => GatewayTopicKind.Configuration,
        "config/reported" => GatewayTopicKind.ConfigurationReported,
        _ => GatewayTopicKind.None,
    };

    private static string Tail(GatewayTopicKind kind) => kind switch
    {
        GatewayTopicKind.Telemetry => "t",
        GatewayTopicKind.Events => "e",
        GatewayTopicKind.State => "state",
        GatewayTopicKind.Command => "cmd",
        GatewayTopicKind.CommandAcknowledgement => "cmd/ack",
        GatewayTopicKind.Configuration => "config",
        GatewayTopicKind.ConfigurationReported => "config/reported",
        _ => throw new ArgumentException($"{kind} has no topic.", nameof(kind)),
    };
}
