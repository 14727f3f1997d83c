using System.Buffers;
using System.Text;
using System.Text.Json;
using IncubatorHub.Protocol.Parsing;

namespace IncubatorHub.Protocol;

/// <summary>Reads event messages: <c>{"v":1,"epoch":"b7","e":[{"seq":17,"t":…,"kind":"door.granted","src":"main","detail":{…}}]}</c>. Thread-safe; never throws for any bytes.</summary>
public static class EventReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = ProtocolLimits.MaxDepth };

    /// <summary>Reads one payload that may lie in several pieces.</summary>
    public static EventReadResult Read(in ReadOnlySequence<byte> payload)
    {
        if (payload.IsSingleSegment) return Read(payload.FirstSpan);
        return payload.Length > ProtocolLimits.MaxPayloadBytes ? TooLarge(payload.Length) : Read(payload.ToArray());
    }

    /// <summary>Reads one payload.</summary>
    /// <returns>The events that are whole, and the parts that are not: a bad event costs only itself, a broken document everything.</returns>
    public static EventReadResult Read(ReadOnlySpan<byte> payload)
    {
        if (payload.Length > ProtocolLimits.MaxPayloadBytes) return TooLarge(payload.Length);
        if (payload.IsEmpty) return Whole(MalformedCodes.Empty, "The payload is empty.", 0);
        var reader = new Utf8JsonReader(payload, Options);
        try
        {
            return Document(ref reader, payload);
        }
        catch (JsonException e)
        {
            return Whole(MalformedCodes.Syntax, e.Message.Length <= 200 ? e.Message : e.Message[..200], reader.BytesConsumed);
        }
    }

    private static EventReadResult Document(ref Utf8JsonReader reader, ReadOnlySpan<byte> payload)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            while (reader.Read()) reader.Skip();
            return Whole(MalformedCodes.UnknownForm, "The document must be an object.", 0);
        }
        string? epoch = null;
        EventReadResult? refusal = null;
        var hasEvents = false;
        var events = new List<GatewayEvent>();
        var malformed = new List<MalformedPart>();
        var further = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("v"u8))
            {
                reader.Read();
                if (!JsonText.TryInt64(ref reader, out var version) || version != ProtocolLimits.Version)
                    refusal ??= Whole(MalformedCodes.Version, $"\"v\" must be {ProtocolLimits.Version}.", reader.TokenStartIndex);
                reader.Skip();
            }
            else if (reader.ValueTextEquals("epoch"u8))
            {
                reader.Read();
                epoch = JsonText.String(ref reader, ProtocolLimits.MaxEpochLength);
                reader.Skip();
            }
            else if (reader.ValueTextEquals("e"u8))
            {
                reader.Read();
                hasEvents = reader.TokenType == JsonTokenType.StartArray;
                if (!hasEvents) reader.Skip();
                while (hasEvents && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    var start = reader.TokenStartIndex;
                    var problem = TryEvent(ref reader, payload, out var one);
                    if (problem is null && events.Count == ProtocolLimits.MaxEventsPerMessage)
                        refusal ??= Whole(MalformedCodes.TooManyEvents, $"At most {ProtocolLimits.MaxEventsPerMessage} events are allowed.", 0);
                    else if (problem is null) events.Add(one!);
                    else if (malformed.Count == ProtocolLimits.MaxMalformedParts) further++;
                    else malformed.Add(new(MalformedCodes.EventInvalid, problem, start, reader.BytesConsumed - start, IsWholeDocument: false));
                }
            }
            else
            {
                reader.Skip();
            }
        }
        while (reader.Read()) reader.Skip();
        if (refusal is not null) return refusal;
        if (!hasEvents) return Whole(MalformedCodes.UnknownForm, "\"e\", the array of events, is missing.", 0);
        if (epoch is null || !EpochRule.IsValid(epoch)) return Whole(MalformedCodes.EventInvalid, "\"epoch\" must be 1 to 32 of a-z, 0-9 and '-'.", 0);
        if (further > 0) malformed.Add(new(MalformedCodes.FurtherParts, $"{further} further malformed parts.", 0, 0, IsWholeDocument: false));
        // The epoch may stand after the events.
        return new(IsIntact: true, [.. events.Select(e => e with { Epoch = epoch })], malformed);
    }

    /// <summary>Reads one event to its end; answers null, or what is wrong with it.</summary>
    private static string? TryEvent(ref Utf8JsonReader reader, ReadOnlySpan<byte> payload, out GatewayEvent? one)
    {
        one = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return "An event must be an object.";
        }
        long sequence = 0, time = -1;
        string? kind = null, source = null, problem = null;
        ReadOnlyMemory<byte> detail = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("seq"u8)) { reader.Read(); if (!JsonText.TryInt64(ref reader, out sequence)) sequence = 0; }
            else if (reader.ValueTextEquals("t"u8)) { reader.Read(); if (!JsonText.TryTimestamp(ref reader, out time)) time = -1; }
            else if (reader.ValueTextEquals("kind"u8)) { reader.Read(); kind = JsonText.String(ref reader, ProtocolLimits.MaxKindBytes); }
            else if (reader.ValueTextEquals("src"u8)) { reader.Read(); source = JsonText.String(ref reader, ProtocolLimits.MaxKindBytes); }
            else if (reader.ValueTextEquals("detail"u8))
            {
                reader.Read();
                var isObject = reader.TokenType == JsonTokenType.StartObject;
                if (!isObject && reader.TokenType != JsonTokenType.Null) problem ??= "\"detail\" must be an object.";
                var (offset, length) = JsonText.SkipAndLocate(ref reader);
                if (length > ProtocolLimits.MaxEventDetailBytes) problem ??= $"\"detail\" may have {ProtocolLimits.MaxEventDetailBytes} bytes.";
                else if (isObject) detail = payload.Slice((int)offset, (int)length).ToArray();
            }
            reader.Skip();
        }
        if (sequence <= 0) return "\"seq\" must be a whole number from 1.";
        if (time < 0) return "\"t\" must be milliseconds between 1970 and 9999.";
        if (kind is null || !EventKinds.IsWellFormed(kind)) return "\"kind\" must be 1 to 64 of a-z, 0-9, '.' and '-'.";
        if (source is null || !NameRule.IsValid(Encoding.UTF8.GetBytes(source))) return "\"src\" must be 1 to 64 bytes without control characters.";
        if (problem is null) one = new GatewayEvent("", sequence, time, kind, source, detail);
        return problem;
    }

    private static EventReadResult TooLarge(long length) =>
        Whole(MalformedCodes.TooLarge, $"{length} bytes; at most {ProtocolLimits.MaxPayloadBytes} are allowed.", 0);

    private static EventReadResult Whole(string code, string detail, long offset) =>
        new(IsIntact: false, [], [new(code, detail, offset, 0, IsWholeDocument: true)]);
}
