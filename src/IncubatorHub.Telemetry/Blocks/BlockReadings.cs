namespace IncubatorHub.Telemetry.Blocks;

/// <summary>The decoded readings of one block, column by column; reused from block to block.</summary>
internal sealed class BlockReadings
{
    private uint[] _offsets = new uint[512];
    private double[] _values = new double[512];
    private byte[] _qualities = new byte[512];

    public int Count { get; private set; }

    public bool AllGood { get; set; }

    public Span<uint> Offsets => _offsets.AsSpan(0, Count);

    public Span<double> Values => _values.AsSpan(0, Count);

    public Span<byte> Qualities => _qualities.AsSpan(0, Count);

    public Reading At(int index, long windowStart)
        => new(windowStart + _offsets[index], _values[index], (ReadingQuality)_qualities[index]);

    public void Resize(int count)
    {
        if (_offsets.Length < count)
        {
            var size = Math.Max(count, _offsets.Length * 2);
            (_offsets, _values, _qualities) = (new uint[size], new double[size], new byte[size]);
        }

        Count = count;
    }

    /// <summary>The index of the first reading at or after an offset.</summary>
    public int IndexOf(long offset)
    {
        if (offset <= 0) return 0;
        if (offset > uint.MaxValue) return Count;
        var at = MemoryExtensions.BinarySearch(Offsets, (uint)offset);
        return at < 0 ? ~at : at;
    }
}
