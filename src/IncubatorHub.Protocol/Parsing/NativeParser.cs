using System.Text.Json;

namespace IncubatorHub.Protocol.Parsing;

/// <summary>Our own JSON: the short form, which is one block at the root, and the batch form, which is an array of blocks.</summary>
internal static class NativeParser
{
    public static void Parse(ref Utf8JsonReader reader, TelemetryScratch scratch)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            scratch.Break(MalformedCodes.UnknownForm, $"The document is {JsonText.NameOf(reader.TokenType)}; an object is allowed.", 0, 0);
            return;
        }
        var start = reader.TokenStartIndex;
        var root = new BlockParser(scratch, isShortForm: true);
        var hasBlocks = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("b"u8))
            {
                hasBlocks = true;
                reader.Read();
                Blocks(ref reader, scratch);
            }
            else if (!Header(ref reader, scratch) && !root.TryField(ref reader))
            {
                reader.Skip(); // fields of later versions are not ours to judge
            }
            if (scratch.IsBroken) return;
        }
        if (root.HasAnyField) root.Finish(start, reader.BytesConsumed - start);
        else if (!hasBlocks) scratch.Break(MalformedCodes.UnknownForm, "Neither \"d\" and \"m\" nor \"b\" is there.", start, reader.BytesConsumed - start);
    }

    private static void Blocks(ref Utf8JsonReader reader, TelemetryScratch scratch)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Reject(ref reader, scratch, MalformedCodes.BlockInvalid, "b");
            return;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                Reject(ref reader, scratch, MalformedCodes.BlockInvalid, "A block");
                continue;
            }
            var start = reader.TokenStartIndex;
            var block = new BlockParser(scratch, isShortForm: false);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                if (!block.TryField(ref reader)) reader.Skip();
            block.Finish(start, reader.BytesConsumed - start);
        }
    }

    private static bool Header(ref Utf8JsonReader reader, TelemetryScratch scratch)
    {
        if (reader.ValueTextEquals("v"u8))
        {
            reader.Read();
            if (!JsonText.TryInt64(ref reader, out var version) || version != ProtocolLimits.Version)
                scratch.Break(MalformedCodes.Version, $"\"v\" must be {ProtocolLimits.Version}.", reader.TokenStartIndex, 0);
        }
        else if (reader.ValueTextEquals("epoch"u8))
        {
            reader.Read();
            if (scratch.TryKeepName(ref reader, out var epoch) && EpochRule.IsValid(scratch.Name(epoch))) scratch.Epoch = epoch;
            else Reject(ref reader, scratch, MalformedCodes.HeaderInvalid, "epoch");
        }
        else if (reader.ValueTextEquals("seq"u8))
        {
            reader.Read();
            if (JsonText.TryInt64(ref reader, out var sequence) && sequence > 0) scratch.Sequence = sequence;
            else Reject(ref reader, scratch, MalformedCodes.HeaderInvalid, "seq");
        }
        else if (reader.ValueTextEquals("sent"u8))
        {
            reader.Read();
            if (JsonText.TryTimestamp(ref reader, out var sent)) scratch.SentMs = sent;
            else Reject(ref reader, scratch, MalformedCodes.HeaderInvalid, "sent");
        }
        else
        {
            return false;
        }
        return true;
    }

    private static void Reject(ref Utf8JsonReader reader, TelemetryScratch scratch, string code, string what)
    {
        var token = reader.TokenType;
        var (offset, length) = JsonText.SkipAndLocate(ref reader);
        scratch.Malformed(code, $"{what} is {JsonText.NameOf(token)} that the contract does not allow there.", offset, length);
    }
}
