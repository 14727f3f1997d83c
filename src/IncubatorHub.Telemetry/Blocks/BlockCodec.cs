using IncubatorHub.Telemetry.Storage;

namespace IncubatorHub.Telemetry.Blocks;

/// <summary>
/// One window of one series as bytes: header with count, first and last offset and the aggregates, then times, values, qualities, and a
/// checksum over it all. docs/telemetry-format.md describes every byte.
/// </summary>
/// <remarks>Keeps working memory: one per thread.</remarks>
internal sealed class BlockCodec
{
    public const byte Version = 1;

    private const byte GridFlag = 0x01;
    private const int ValueShift = 1;
    private const byte ValueMask = 0x06;
    private const byte QualityFlag = 0x08;

    // A window of 24 hours has this many milliseconds, and no two readings of a series share one.
    private const int MaxCount = 86_400_000;

    private readonly Scratch _scratch = new();
    private readonly ByteWriter _bytes = new();
    private readonly ByteWriter _times = new();
    private readonly ByteWriter _values = new();
    private readonly List<int> _exceptions = [];

    /// <summary>Encodes readings in ascending order of time.</summary>
    /// <param name="id">The row's id, which goes into the checksum.</param>
    /// <param name="offsets">Milliseconds since the window's start.</param>
    /// <param name="values">As many values.</param>
    /// <param name="qualities">As many qualities, or none when all are good.</param>
    /// <returns>The block, valid until the next call.</returns>
    public ReadOnlySpan<byte> Encode(long id, ReadOnlySpan<uint> offsets, ReadOnlySpan<double> values, ReadOnlySpan<byte> qualities)
    {
        _scratch.Fit(offsets.Length);
        _times.Clear();
        _values.Clear();
        _bytes.Clear();
        var grid = TimeCodec.Write(offsets, _scratch, _times);
        var codec = WriteValues(values);
        var allGood = qualities.IsEmpty || qualities.IndexOfAnyExcept((byte)0) < 0;

        _bytes.Byte(Version);
        _bytes.Byte((byte)((grid ? GridFlag : 0) | ((int)codec << ValueShift) | (allGood ? 0 : QualityFlag)));
        _bytes.Unsigned((ulong)offsets.Length);
        _bytes.Unsigned(offsets[0]);
        _bytes.Unsigned(offsets[^1] - offsets[0]);
        AggregateCodec.Write(values, _bytes);
        _bytes.Bytes(_times.Written);
        _bytes.Bytes(_values.Written);
        if (!allGood) WriteQualities(qualities);
        _bytes.Checksum(id);
        return _bytes.Written;
    }

    /// <summary>Verifies the checksum and reads the header only.</summary>
    /// <exception cref="InvalidDataException">The block is damaged or of a later version.</exception>
    public static BlockSummary Summary(long id, ReadOnlySpan<byte> block)
    {
        var from = new ByteReader(Crc32C.Verified(block, id));
        return Header(ref from, out _);
    }

    /// <summary>Verifies the checksum and decodes all readings.</summary>
    /// <exception cref="InvalidDataException">The block is damaged or of a later version.</exception>
    public BlockSummary Decode(long id, ReadOnlySpan<byte> block, BlockReadings to)
    {
        var from = new ByteReader(Crc32C.Verified(block, id));
        var summary = Header(ref from, out var flags);
        _scratch.Fit(summary.Count);
        to.Resize(summary.Count);
        TimeCodec.Read(ref from, (flags & GridFlag) != 0, summary.FirstOffset, _scratch, to.Offsets);
        switch ((ValueCodec)((flags & ValueMask) >> ValueShift))
        {
            case ValueCodec.Decimal: DecimalValues.Read(ref from, single: false, _scratch, to.Values); break;
            case ValueCodec.DecimalSingle: DecimalValues.Read(ref from, single: true, _scratch, to.Values); break;
            case ValueCodec.Xor: BitPatterns.Read(ref from, _scratch, to.Values); break;
            default:
                foreach (ref var value in to.Values) value = from.Double();
                break;
        }

        to.AllGood = (flags & QualityFlag) == 0;
        if (to.AllGood) to.Qualities.Clear();
        else ReadQualities(ref from, to.Qualities);
        if (!from.AtEnd) throw new InvalidDataException("The block is longer than its readings.");
        return summary;
    }

    private static BlockSummary Header(ref ByteReader from, out byte flags)
    {
        var version = from.Byte();
        if (version != Version) throw new InvalidDataException($"Block version {version} is unknown; this program knows {Version}.");
        flags = from.Byte();
        var count = from.Int32(MaxCount);
        if (count == 0) throw new InvalidDataException("The block is empty.");
        var first = (uint)from.Int32(MaxCount);
        var last = first + (uint)from.Int32(MaxCount);
        return new BlockSummary(count, first, last, AggregateCodec.Read(ref from, count));
    }

    private ValueCodec WriteValues(ReadOnlySpan<double> values)
    {
        if (DecimalValues.TryScale(values, single: false, _scratch, _exceptions, out var scale))
        {
            DecimalValues.Write(values, scale, _scratch, _exceptions, _values);
            if (_values.Length < values.Length * 8) return ValueCodec.Decimal;
        }
        else if (DecimalValues.TryScale(values, single: true, _scratch, _exceptions, out scale))
        {
            DecimalValues.Write(values, scale, _scratch, _exceptions, _values);
            if (_values.Length < values.Length * 8) return ValueCodec.DecimalSingle;
        }

        _values.Clear();
        if (BitPatterns.TryWrite(values, _scratch, _values)) return ValueCodec.Xor;
        foreach (var value in values) _values.Double(value);
        return ValueCodec.Raw;
    }

    private void WriteQualities(ReadOnlySpan<byte> qualities)
    {
        while (!qualities.IsEmpty)
        {
            var run = qualities.IndexOfAnyExcept(qualities[0]);
            if (run < 0) run = qualities.Length;
            _bytes.Unsigned((ulong)run);
            _bytes.Byte(qualities[0]);
            qualities = qualities[run..];
        }
    }

    private static void ReadQualities(ref ByteReader from, Span<byte> qualities)
    {
        while (!qualities.IsEmpty)
        {
            var run = from.Int32(qualities.Length);
            if (run == 0) throw new InvalidDataException("A run of qualities is empty.");
            qualities[..run].Fill(from.Byte());
            qualities = qualities[run..];
        }
    }
}
