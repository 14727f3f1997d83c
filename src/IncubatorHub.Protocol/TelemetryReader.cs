using System.Buffers;
using System.Text.Json;
using IncubatorHub.Protocol.Parsing;

namespace IncubatorHub.Protocol;

/// <summary>Reads telemetry payloads of every form of the contract and hands their readings to a sink.</summary>
/// <remarks>
/// Keep one instance per worker and reuse it: it owns the scratch memory, allocates nothing for an intact message once that has
/// grown, and is not thread-safe. It never throws for any bytes; what cannot be taken arrives at <see cref="ITelemetrySink.Malformed"/>.
/// One bad part costs only itself; a document that is not JSON to its very end is malformed as a whole, and none of its readings is delivered.
/// </remarks>
public sealed class TelemetryReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = ProtocolLimits.MaxDepth };
    private readonly TelemetryScratch _scratch = new();

    /// <summary>Reads one payload.</summary>
    /// <param name="payload">The bytes of the message.</param>
    /// <param name="format">What the content type declares; see <see cref="ContentTypes.FormatOf"/>.</param>
    /// <param name="receivedAtMs">The receiver's clock in milliseconds since 1970 UTC: the time of readings without one, and the base of relative SenML times.</param>
    /// <param name="sink">Takes readings and malformed parts.</param>
    /// <typeparam name="TSink">A struct, for speed.</typeparam>
    /// <returns>What was found, in numbers. An exception of the sink passes through.</returns>
    public TelemetryReadResult Read<TSink>(in ReadOnlySequence<byte> payload, TelemetryFormat format, long receivedAtMs, ref TSink sink)
        where TSink : ITelemetrySink, allows ref struct
    {
        if (payload.IsSingleSegment) return Read(payload.FirstSpan, format, receivedAtMs, ref sink);
        _scratch.Clear();
        if (Accepts(payload.Length, ref format, FirstByte(payload)))
            Parse(new Utf8JsonReader(payload, Options), format, receivedAtMs, payload.Length);
        return Deliver(receivedAtMs, ref sink);
    }

    /// <summary>Reads one payload that lies in one piece.</summary>
    /// <inheritdoc cref="Read{TSink}(in ReadOnlySequence{byte}, TelemetryFormat, long, ref TSink)"/>
    public TelemetryReadResult Read<TSink>(ReadOnlySpan<byte> payload, TelemetryFormat format, long receivedAtMs, ref TSink sink)
        where TSink : ITelemetrySink, allows ref struct
    {
        _scratch.Clear();
        var text = payload.TrimStart(" \t\r\n"u8);
        if (Accepts(payload.Length, ref format, text.IsEmpty ? (byte)0 : text[0]))
            Parse(new Utf8JsonReader(payload, Options), format, receivedAtMs, payload.Length);
        return Deliver(receivedAtMs, ref sink);
    }

    private TelemetryReadResult Deliver<TSink>(long receivedAtMs, ref TSink sink) where TSink : ITelemetrySink, allows ref struct
    {
        var result = new TelemetryReadResult(!_scratch.IsBroken, _scratch.ReadingCount, _scratch.MalformedCount);
        _scratch.DeliverTo(ref sink, receivedAtMs);
        return result;
    }

    private bool Accepts(long length, ref TelemetryFormat format, byte first)
    {
        if (length > ProtocolLimits.MaxPayloadBytes)
            _scratch.Break(MalformedCodes.TooLarge, $"{length} bytes; at most {ProtocolLimits.MaxPayloadBytes} are allowed.", 0, length);
        else if (first == 0)
            _scratch.Break(MalformedCodes.Empty, "The payload is empty.", 0, length);
        else if (format == TelemetryFormat.Unknown)
            _scratch.Break(MalformedCodes.ContentType, $"The content type is neither {ContentTypes.Json} nor {ContentTypes.SenmlJson}.", 0, length);
        else if (format == TelemetryFormat.Undeclared && first is not ((byte)'{' or (byte)'['))
            _scratch.Break(MalformedCodes.UnknownForm, "Neither an object nor an array.", 0, length);
        else if (format == TelemetryFormat.Undeclared)
            format = first == '{' ? TelemetryFormat.Json : TelemetryFormat.SenmlJson;
        return !_scratch.IsBroken;
    }

    private void Parse(Utf8JsonReader reader, TelemetryFormat format, long receivedAtMs, long length)
    {
        try
        {
            reader.Read();
            if (format == TelemetryFormat.SenmlJson) SenmlParser.Parse(ref reader, _scratch, receivedAtMs);
            else NativeParser.Parse(ref reader, _scratch);
            // Only the end of the document proves that it is one; the parser may have stopped at a refusal.
            while (reader.Read()) reader.Skip();
        }
        catch (JsonException e)
        {
            _scratch.Break(MalformedCodes.Syntax, Text(e), reader.BytesConsumed, 0);
        }
        if (_scratch.ReadingCount > ProtocolLimits.MaxReadingsPerMessage)
            _scratch.Break(MalformedCodes.TooManyReadings, $"At most {ProtocolLimits.MaxReadingsPerMessage} readings are allowed.", 0, length);
    }

    private static string Text(JsonException e)
    {
        var text = e.Message;
        return text.Length <= 200 ? text : text[..200];
    }

    private static byte FirstByte(in ReadOnlySequence<byte> payload)
    {
        foreach (var segment in payload)
        {
            var text = segment.Span.TrimStart(" \t\r\n"u8);
            if (!text.IsEmpty) return text[0];
        }
        return 0;
    }
}
