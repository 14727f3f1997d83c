using System.Buffers;
using System.Buffers.Binary;

namespace IncubatorHub.Devices.Broker;

/// <summary>The parts of a PUBLISH that the fast path needs. Slices of the pipe's own memory: valid until the pipe advances.</summary>
internal struct PublishParts
{
    public ReadOnlySequence<byte> Topic;
    public ReadOnlySequence<byte> ContentType;
    public ReadOnlySequence<byte> Payload;
    public ushort PacketId;
    public ushort TopicAlias;
}

/// <summary>Reads a PUBLISH of MQTT 3.1.1 and 5 without copying. Properties: MQTT 5.0, section 2.2.2.2 and 3.3.2.3.</summary>
internal static class PublishParser
{
    private const byte TopicAliasProperty = 0x23;
    private const byte ContentTypeProperty = 0x03;

    /// <summary>False when the packet breaks the protocol; the connection must be closed.</summary>
    public static bool TryParse(in MqttFrame frame, bool isVersion5, out PublishParts parts)
    {
        parts = default;
        if (frame.Qos == 3) return false;
        var reader = new SequenceReader<byte>(frame.Body);
        if (!TryReadBlock(ref reader, out parts.Topic)) return false;
        if (frame.Qos > 0 && (!TryReadUInt16(ref reader, out parts.PacketId) || parts.PacketId == 0)) return false;
        if (isVersion5 && !TryReadProperties(ref reader, ref parts)) return false;
        parts.Payload = frame.Body.Slice(reader.Position);
        return true;
    }

    private static bool TryReadProperties(ref SequenceReader<byte> reader, ref PublishParts parts)
    {
        if (!TryReadVarInt(ref reader, out var length) || reader.Remaining < length) return false;
        var end = reader.Consumed + length;
        var seen = 0UL;
        while (reader.Consumed < end)
        {
            if (!reader.TryRead(out var id)) return false;
            // User properties (0x26) may repeat; a subscription identifier (0x0B) must not come from a client (MQTT-3.3.4-6).
            if (id != 0x26)
            {
                if (id > 0x2A || (seen & (1UL << id)) != 0) return false;
                seen |= 1UL << id;
            }

            var read = id switch
            {
                0x01 => reader.TryRead(out _),
                0x02 => TrySkip(ref reader, 4),
                TopicAliasProperty => TryReadUInt16(ref reader, out parts.TopicAlias) && parts.TopicAlias != 0,
                ContentTypeProperty => TryReadBlock(ref reader, out parts.ContentType),
                0x08 or 0x09 => TryReadBlock(ref reader, out _),
                0x26 => TryReadBlock(ref reader, out _) && TryReadBlock(ref reader, out _),
                _ => false,
            };
            if (!read || reader.Consumed > end) return false;
        }

        return true;
    }

    private static bool TryReadBlock(ref SequenceReader<byte> reader, out ReadOnlySequence<byte> block)
    {
        block = default;
        return TryReadUInt16(ref reader, out var length) && reader.TryReadExact(length, out block);
    }

    private static bool TryReadUInt16(ref SequenceReader<byte> reader, out ushort value)
    {
        value = 0;
        Span<byte> two = stackalloc byte[2];
        if (!reader.TryCopyTo(two)) return false;
        reader.Advance(2);
        value = BinaryPrimitives.ReadUInt16BigEndian(two);
        return true;
    }

    private static bool TryReadVarInt(ref SequenceReader<byte> reader, out int value)
    {
        value = 0;
        for (var shift = 0; shift <= 21; shift += 7)
        {
            if (!reader.TryRead(out var digit)) return false;
            value |= (digit & 0x7F) << shift;
            if ((digit & 0x80) == 0) return true;
        }

        return false;
    }

    private static bool TrySkip(ref SequenceReader<byte> reader, int count)
    {
        if (reader.Remaining < count) return false;
        reader.Advance(count);
        return true;
    }
}
