using System.Text.Json;

namespace IncubatorHub.Protocol.Parsing;

/// <summary>The fields of one record as they stand, before the base fields are added.</summary>
internal struct SenmlRecord(byte[] name)
{
    public readonly byte[] Name = name;
    public int NameLength;
    public double TimeSeconds;
    public double? Value;
    public int ValueFields;
    public bool IsBoolean;
    private bool _hasName, _hasOther;

    public (string Code, string Detail)? Failure { get; private set; }

    /// <summary>A record may hold base fields alone; it then says nothing itself.</summary>
    public readonly bool IsOnlyBase => !_hasName && !_hasOther && ValueFields == 0;

    public void Fail(string code, string detail) => Failure ??= (code, detail);

    /// <summary>Takes the property under the reader; false, with the reader on the label, when it is unknown.</summary>
    public bool TryField(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("n"u8))
        {
            _hasName = true;
            if (!TryName(ref reader, Name, out NameLength)) Refuse(ref reader, "\"n\" must be a short string.");
        }
        else if (reader.ValueTextEquals("t"u8))
        {
            _hasOther = true;
            reader.Read();
            if (!JsonText.TryFinite(ref reader, out TimeSeconds)) Refuse(ref reader, "\"t\" must be a number of seconds.");
        }
        else if (reader.ValueTextEquals("v"u8)) Number(ref reader);
        else if (reader.ValueTextEquals("vb"u8)) Boolean(ref reader);
        else if (reader.ValueTextEquals("vs"u8) || reader.ValueTextEquals("vd"u8))
        {
            ValueFields++;
            reader.Read();
            Fail(MalformedCodes.ValueNotNumber, "Strings and data values are not readings; a number or boolean is allowed.");
            reader.Skip();
        }
        else if (reader.ValueTextEquals("s"u8) || reader.ValueTextEquals("ut"u8) || reader.ValueTextEquals("u"u8))
        {
            // The unit belongs to the device catalogue, sum and update time are not stored.
            _hasOther = true;
            reader.Read();
            reader.Skip();
        }
        else return false;
        return true;
    }

    private void Number(ref Utf8JsonReader reader)
    {
        ValueFields++;
        reader.Read();
        if (JsonText.TryFinite(ref reader, out var value)) Value = value;
        else if (reader.TokenType == JsonTokenType.Number) Fail(MalformedCodes.ValueOutOfRange, "A number does not fit a double.");
        else
        {
            Fail(MalformedCodes.ValueNotNumber, $"\"v\" is {JsonText.NameOf(reader.TokenType)}; a number is allowed.");
            reader.Skip();
        }
    }

    private void Boolean(ref Utf8JsonReader reader)
    {
        ValueFields++;
        IsBoolean = true;
        reader.Read();
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False) Value = reader.TokenType == JsonTokenType.True ? 1 : 0;
        else Refuse(ref reader, "\"vb\" must be true or false.");
    }

    private void Refuse(ref Utf8JsonReader reader, string detail)
    {
        Fail(MalformedCodes.SenmlRecordInvalid, detail);
        reader.Skip();
    }

    public static bool TryName(ref Utf8JsonReader reader, Span<byte> destination, out int length)
    {
        length = 0;
        reader.Read();
        if (reader.TokenType != JsonTokenType.String) return false;
        var raw = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        return raw <= SenmlBase.NameBytes && JsonText.TryCopy(ref reader, destination, out length);
    }
}
