using System.Text.Json;

namespace IncubatorHub.Protocol.Parsing;

/// <summary>SenML JSON, RFC 8428: base fields are resolved in order; the resolved name is <c>device:metric</c>, split at the last colon.</summary>
internal static class SenmlParser
{
    private const double AbsoluteFrom = 1 << 28; // RFC 8428, 4.5.3: seconds from here on are absolute
    private const long HighestVersion = 10;      // RFC 8428, 4.4

    public static void Parse(ref Utf8JsonReader reader, TelemetryScratch scratch, long receivedAtMs)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            scratch.Break(MalformedCodes.UnknownForm, $"The pack is {JsonText.NameOf(reader.TokenType)}; an array of records is allowed.", 0, 0);
            return;
        }
        var state = new SenmlBase(scratch.SenmlBaseName);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                var (offset, length) = JsonText.SkipAndLocate(ref reader);
                scratch.Malformed(MalformedCodes.SenmlRecordInvalid, "A record must be an object.", offset, length);
                continue;
            }
            Record(ref reader, scratch, ref state, receivedAtMs);
            if (scratch.IsBroken) return;
        }
    }

    private static void Record(ref Utf8JsonReader reader, TelemetryScratch scratch, ref SenmlBase state, long receivedAtMs)
    {
        var start = reader.TokenStartIndex;
        var record = new SenmlRecord(scratch.SenmlName);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (state.TryField(ref reader, scratch)) continue;
            if (scratch.IsBroken) return;
            if (record.TryField(ref reader)) continue;
            if (EndsWithUnderscore(ref reader))
            {
                scratch.Break(MalformedCodes.SenmlMustUnderstand, "A field label that ends in \"_\" is unknown.", reader.TokenStartIndex, 0);
                return;
            }
            reader.Skip();
        }
        if (scratch.IsBroken) return;
        var length = reader.BytesConsumed - start;
        if (record.Failure is null && record.IsOnlyBase) return;
        if (record.Failure is null) Resolve(ref record, scratch, in state, receivedAtMs);
        if (record.Failure is { } failure) scratch.Malformed(failure.Code, failure.Detail, start, length);
    }

    private static void Resolve(ref SenmlRecord record, TelemetryScratch scratch, in SenmlBase state, long receivedAtMs)
    {
        if (record.ValueFields != 1 || record.Value is not { } own)
        {
            record.Fail(MalformedCodes.SenmlValue, record.ValueFields > 1 ? "A record must have one value." : "A record without a value cannot be stored; sums alone are not.");
            return;
        }
        Span<byte> full = stackalloc byte[state.NameLength + record.NameLength];
        state.Name.AsSpan(0, state.NameLength).CopyTo(full);
        record.Name.AsSpan(0, record.NameLength).CopyTo(full[state.NameLength..]);
        var colon = full.LastIndexOf((byte)':');
        if (colon < 0 || !NameRule.IsValid(full[..colon]) || !NameRule.IsValid(full[(colon + 1)..]))
        {
            record.Fail(MalformedCodes.SenmlName, "The resolved name must be device:metric, each of 1 to 64 bytes.");
            return;
        }
        var value = record.IsBoolean ? own : own + state.Value;
        if (!double.IsFinite(value))
        {
            record.Fail(MalformedCodes.ValueOutOfRange, "The value with its base does not fit a double.");
            return;
        }
        var seconds = state.TimeSeconds + record.TimeSeconds;
        var isRelative = seconds < AbsoluteFrom;
        var timestamp = Math.Round(isRelative ? receivedAtMs + seconds * 1000 : seconds * 1000);
        if (timestamp is not (>= 0 and <= ProtocolLimits.MaxTimestampMs))
        {
            record.Fail(MalformedCodes.TimestampInvalid, "The resolved time lies outside 1970 to 9999.");
            return;
        }
        scratch.AddColumn(scratch.KeepName(full[..colon]), scratch.KeepName(full[(colon + 1)..]));
        scratch.AddReading(scratch.ColumnCount - 1, (long)timestamp, value, 0, isRelative ? ReadingQuality.ReceiptTime : ReadingQuality.Good);
    }

    private static bool EndsWithUnderscore(ref Utf8JsonReader reader)
    {
        if (!reader.HasValueSequence) return reader.ValueSpan is [.., (byte)'_'];
        var label = reader.ValueSequence;
        return !label.IsEmpty && label.Slice(label.Length - 1).First.Span is [(byte)'_', ..];
    }

    public static bool IsHighestVersionOrLower(long version) => version is > 0 and <= HighestVersion;
}
