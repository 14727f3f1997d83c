using System.Text.Json;

namespace IncubatorHub.Protocol.Parsing;

/// <summary>Small reads that answer false where <see cref="Utf8JsonReader"/> throws for content that is legal JSON but not what we take.</summary>
internal static class JsonText
{
    /// <summary>Copies the unescaped string or property name; false for bytes that are not UTF-8 or a lone surrogate.</summary>
    public static bool TryCopy(ref Utf8JsonReader reader, Span<byte> destination, out int written)
    {
        written = 0;
        try
        {
            written = reader.CopyString(destination);
            return true;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The unescaped string, or null when it is none, too long, or not UTF-8.</summary>
    public static string? String(ref Utf8JsonReader reader, int maxLength)
    {
        if (reader.TokenType != JsonTokenType.String) return null;
        try
        {
            var text = reader.GetString();
            return text!.Length <= maxLength ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A whole number; false for any other token and for fractions.</summary>
    public static bool TryInt64(ref Utf8JsonReader reader, out long value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out value);
    }

    /// <summary>A time in milliseconds since 1970 within the contract's bounds.</summary>
    public static bool TryTimestamp(ref Utf8JsonReader reader, out long value) =>
        TryInt64(ref reader, out value) && value is >= 0 and <= ProtocolLimits.MaxTimestampMs;

    /// <summary>A number that a double holds.</summary>
    public static bool TryFinite(ref Utf8JsonReader reader, out double value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out value) && double.IsFinite(value);
    }

    /// <summary>Moves to the end of the value under the reader and tells its place.</summary>
    public static (long Offset, long Length) SkipAndLocate(ref Utf8JsonReader reader)
    {
        var start = reader.TokenStartIndex;
        reader.Skip();
        return (start, reader.BytesConsumed - start);
    }

    /// <summary>How a token reads in a message to a person.</summary>
    public static string NameOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.Null => "null",
        _ => token.ToString(),
    };
}
