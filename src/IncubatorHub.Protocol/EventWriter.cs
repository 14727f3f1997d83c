using System.Buffers;
using System.Text.Json;

namespace IncubatorHub.Protocol;

/// <summary>Writes event messages. Thread-safe.</summary>
public static class EventWriter
{
    /// <summary>Writes events of one epoch as one message, in the given order.</summary>
    /// <exception cref="ArgumentException">An event has another epoch than <paramref name="epoch"/>.</exception>
    public static void Write(IBufferWriter<byte> output, string epoch, IReadOnlyList<GatewayEvent> events)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteNumber("v"u8, ProtocolLimits.Version);
        json.WriteString("epoch"u8, epoch);
        json.WriteStartArray("e"u8);
        foreach (var one in events)
        {
            if (!string.Equals(one.Epoch, epoch, StringComparison.Ordinal))
                throw new ArgumentException($"Event {one.Sequence} is of epoch '{one.Epoch}', the message of '{epoch}'.", nameof(events));
            json.WriteStartObject();
            json.WriteNumber("seq"u8, one.Sequence);
            json.WriteNumber("t"u8, one.TimeMs);
            json.WriteString("kind"u8, one.Kind);
            json.WriteString("src"u8, one.Source);
            if (!one.Detail.IsEmpty)
            {
                json.WritePropertyName("detail"u8);
                json.WriteRawValue(one.Detail.Span);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
