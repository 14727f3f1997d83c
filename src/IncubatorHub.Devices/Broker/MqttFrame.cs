using System.Buffers;

namespace IncubatorHub.Devices.Broker;

internal enum FrameVerdict
{
    Incomplete,
    Complete,
    TooLarge,
    Malformed,
}

/// <summary>One MQTT control packet as it stands in the pipe: fixed header and body, nothing copied.</summary>
internal readonly ref struct MqttFrame
{
    public const int PublishType = 3;
    public const int ConnectType = 1;

    private MqttFrame(byte header, ReadOnlySequence<byte> body)
    {
        Header = header;
        Body = body;
    }

    public byte Header { get; }

    public ReadOnlySequence<byte> Body { get; }

    public int Type => Header >> 4;

    public int Qos => (Header >> 1) & 3;

    /// <summary>
    /// Reads the frame at the start of <paramref name="buffer"/>. The announced length is judged before anything of the body has
    /// arrived, so that a header alone can never make the hub wait for, or hold, more than <paramref name="maxRemainingLength"/>.
    /// </summary>
    public static FrameVerdict TryRead(in ReadOnlySequence<byte> buffer, int maxRemainingLength, out MqttFrame frame)
    {
        frame = default;
        // A sequence may begin with an empty segment, so FirstSpan[0] is not safe; the reader steps over it.
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryRead(out var header)) return FrameVerdict.Incomplete;

        var remaining = 0;
        for (var shift = 0; ; shift += 7)
        {
            if (shift > 21) return FrameVerdict.Malformed;
            if (!reader.TryRead(out var digit)) return FrameVerdict.Incomplete;
            remaining |= (digit & 0x7F) << shift;
            if ((digit & 0x80) == 0) break;
        }

        if (remaining > maxRemainingLength) return FrameVerdict.TooLarge;
        if (reader.Remaining < remaining) return FrameVerdict.Incomplete;
        frame = new MqttFrame(header, buffer.Slice(reader.Position, remaining));
        return FrameVerdict.Complete;
    }
}
