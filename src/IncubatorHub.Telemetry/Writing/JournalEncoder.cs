using System.Buffers.Binary;
using IncubatorHub.Telemetry.Blocks;
using IncubatorHub.Telemetry.Storage;

namespace IncubatorHub.Telemetry.Writing;

/// <summary>Packs readings one by one as they are added: about 5 bytes for a decimal reading. The layout is in docs/telemetry-format.md.</summary>
internal sealed class JournalEncoder
{
    public const int HasTime = 1;
    public const int HasQuality = 2;
    public const int HasScale = 4;
    public const byte RawScale = 7;

    private const int MostPerReading = 32;
    private const int KeptBytes = 16 * 1024;

    private byte[] _bytes = new byte[128];
    private int _length;
    private int _series;
    private long _timestamp;
    private ReadingQuality _quality;
    private int _scale;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public int Capacity => _bytes.Length;

    public void Add(int series, long timestampMs, double value, ReadingQuality quality)
    {
        if (_bytes.Length - _length < MostPerReading) Array.Resize(ref _bytes, _bytes.Length * 2);

        var flags = 0;
        if (timestampMs != _timestamp) flags |= HasTime;
        if (quality != _quality) flags |= HasQuality;

        // The scale of the reading before fits nearly always: finer than needed does no harm.
        var scale = _scale;
        if (scale == RawScale || !DecimalScale.TryScale(value, scale, out var scaled)) (scale, scaled) = Scale(value);
        if (scale != _scale) flags |= HasScale;

        var to = _bytes.AsSpan(_length);
        var n = Varint.Write(to, (Varint.ZigZag((long)series - _series) << 3) | (uint)flags);
        if ((flags & HasTime) != 0) n += Varint.Write(to[n..], Varint.ZigZag(timestampMs - _timestamp));
        if ((flags & HasQuality) != 0) to[n++] = (byte)quality;
        if ((flags & HasScale) != 0) to[n++] = (byte)scale;
        if (scale == RawScale)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(to[n..], value);
            n += 8;
        }
        else
        {
            n += Varint.Write(to[n..], Varint.ZigZag(scaled));
        }

        _length += n;
        (_series, _timestamp, _quality, _scale) = (series, timestampMs, quality, scale);
    }

    public void Clear()
    {
        if (_bytes.Length > KeptBytes) _bytes = new byte[128];
        (_length, _series, _timestamp, _quality, _scale) = (0, 0, 0, ReadingQuality.Good, 0);
    }

    private static (int Scale, long Scaled) Scale(double value)
    {
        for (var scale = 0; scale <= DecimalScale.Max; scale++)
        {
            if (DecimalScale.TryScale(value, scale, out var scaled)) return (scale, scaled);
        }

        return (RawScale, 0);
    }
}
