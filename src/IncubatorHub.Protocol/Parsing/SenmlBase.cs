using System.Text.Json;

namespace IncubatorHub.Protocol.Parsing;

/// <summary>The base fields in force; each stays until a later record sets it anew (RFC 8428, 4.1).</summary>
internal struct SenmlBase(byte[] name)
{
    /// <summary>A base name and a name of 64 bytes of device, a colon and 64 bytes of metric each.</summary>
    public const int NameBytes = 6 * 129;

    public readonly byte[] Name = name;
    public int NameLength;
    public double TimeSeconds;
    public double Value;

    /// <summary>Takes the property under the reader when it is a base field; one of the wrong type breaks the pack, for later records rest on it.</summary>
    public bool TryField(ref Utf8JsonReader reader, TelemetryScratch scratch)
    {
        bool isValid;
        if (reader.ValueTextEquals("bn"u8)) isValid = SenmlRecord.TryName(ref reader, Name, out NameLength);
        else if (reader.ValueTextEquals("bt"u8)) isValid = reader.Read() && JsonText.TryFinite(ref reader, out TimeSeconds);
        else if (reader.ValueTextEquals("bv"u8)) isValid = reader.Read() && JsonText.TryFinite(ref reader, out Value);
        else if (reader.ValueTextEquals("bs"u8)) isValid = reader.Read() && JsonText.TryFinite(ref reader, out _);
        else if (reader.ValueTextEquals("bu"u8)) isValid = reader.Read() && reader.TokenType == JsonTokenType.String;
        else if (reader.ValueTextEquals("bver"u8)) return TryVersion(ref reader, scratch);
        else return false;
        if (isValid) return true;
        scratch.Break(MalformedCodes.SenmlBaseInvalid, "A base field has the wrong type or is too long.", reader.TokenStartIndex, 0);
        return false;
    }

    private static bool TryVersion(ref Utf8JsonReader reader, TelemetryScratch scratch)
    {
        reader.Read();
        if (JsonText.TryInt64(ref reader, out var version) && SenmlParser.IsHighestVersionOrLower(version)) return true;
        scratch.Break(MalformedCodes.SenmlVersion, "\"bver\" must be a whole number of 1 to 10.", reader.TokenStartIndex, 0);
        return false;
    }
}
