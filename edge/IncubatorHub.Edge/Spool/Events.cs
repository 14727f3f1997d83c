using System.Text.Encodings.Web;
using System.Text.Json;
using IncubatorHub.Protocol;

namespace IncubatorHub.Edge.Spool;

/// <summary>The gateway's own events.</summary>
internal static class Events
{
    /// <summary>Keeps the longest detail within <see cref="ProtocolLimits.MaxEventDetailBytes"/>, which the hub enforces.</summary>
    private const int MaxTextLength = 2000;

    // Without escapes of what is legal JSON, a detail is at most about twice as long as the line it came from.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public const string Gateway = "gateway";

    public static NewEvent Of(long timeMs, string kind, string source, params ReadOnlySpan<(string Name, object? Value)> detail)
    {
        if (detail.IsEmpty) return new(timeMs, kind, source, []);
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, Plain))
        {
            json.WriteStartObject();
            foreach (var (name, value) in detail)
            {
                switch (value)
                {
                    case null: break;
                    case long number: json.WriteNumber(name, number); break;
                    case int number: json.WriteNumber(name, number); break;
                    case double number: json.WriteNumber(name, number); break;
                    case bool flag: json.WriteBoolean(name, flag); break;
                    default: json.WriteString(name, Cut(value.ToString()!)); break;
                }
            }
            json.WriteEndObject();
        }
        return new(timeMs, kind, source, memory.ToArray());
    }

    private static string Cut(string text) => text.Length <= MaxTextLength ? text : text[..MaxTextLength];

    public static NewEvent SpoolDropped(long nowMs, SpoolLoss loss) =>
        Of(nowMs, EventKinds.GatewaySpoolDropped, Gateway, ("cause", loss.Cause), ("entries", loss.Entries), ("readings", loss.Readings));
}
