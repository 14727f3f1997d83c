namespace IncubatorHub.Telemetry.Head;

internal enum Insertion
{
    Stored,
    Duplicate,
    Conflict,
}

/// <summary>
/// The readings of one series in one window that do not yet stand in a block (or that were read back to be merged), in ascending order:
/// 12 bytes a reading, one more once a quality is not good.
/// </summary>
internal sealed class HeadChunk(long window, long bornMs)
{
    private uint[] _offsets = [];
    private double[] _values = [];
    private byte[]? _qualities;

    public long Window { get; } = window;

    /// <summary>When it came to be, by the store's clock.</summary>
    public long BornMs { get; } = bornMs;

    /// <summary>The first journal row that holds a reading of this chunk which no block holds; 0 when there is none.</summary>
    public long FirstSeq { get; set; }

    /// <summary>
    /// True while a block of this window stands on disk that this chunk does not contain. It is read when a reading falls within its span,
    /// or when the chunk is written.
    /// </summary>
    public bool HasBase { get; set; }

    /// <summary>The last offset in that block; -1 when it could not be read.</summary>
    public long BaseThrough { get; set; } = -1;

    /// <summary>True when the block on disk is damaged: it is set aside before this chunk takes its place.</summary>
    public bool ReplacesDamaged { get; set; }

    public int Count { get; private set; }

    public ReadOnlySpan<uint> Offsets => _offsets.AsSpan(0, Count);

    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    /// <summary>Empty when all are good.</summary>
    public ReadOnlySpan<byte> Qualities => _qualities is null ? [] : _qualities.AsSpan(0, Count);

    public ReadingQuality QualityAt(int index) => _qualities is null ? ReadingQuality.Good : (ReadingQuality)_qualities[index];

    public Insertion Insert(uint offset, double value, ReadingQuality quality, long windowMs)
    {
        var at = Count;
        if (Count > 0 && offset <= _offsets[Count - 1])
        {
            at = Offsets.BinarySearch(offset);
            if (at >= 0) return _values[at].Equals(value) ? Insertion.Duplicate : Insertion.Conflict;
            at = ~at;
        }

        if (Count == _offsets.Length) Resize(Larger(offset, windowMs));
        if (quality != ReadingQuality.Good) _qualities ??= new byte[_offsets.Length];
        if (at < Count)
        {
            Array.Copy(_offsets, at, _offsets, at + 1, Count - at);
            Array.Copy(_values, at, _values, at + 1, Count - at);
            if (_qualities is not null) Array.Copy(_qualities, at, _qualities, at + 1, Count - at);
        }

        _offsets[at] = offset;
        _values[at] = value;
        if (_qualities is not null) _qualities[at] = (byte)quality;
        Count++;
        return Insertion.Stored;
    }

    /// <summary>Takes in the readings of the block on disk; where both have one for an instant, the block's came first and stays.</summary>
    public void Merge(Blocks.BlockReadings block)
    {
        var most = Count + block.Count;
        var (offsets, values) = (new uint[most], new double[most]);
        var qualities = _qualities is null && block.AllGood ? null : new byte[most];
        int own = 0, other = 0, to = 0;
        while (own < Count || other < block.Count)
        {
            var takeBlock = other < block.Count && (own == Count || block.Offsets[other] <= _offsets[own]);
            if (takeBlock && own < Count && block.Offsets[other] == _offsets[own]) own++;
            offsets[to] = takeBlock ? block.Offsets[other] : _offsets[own];
            values[to] = takeBlock ? block.Values[other] : _values[own];
            if (qualities is not null) qualities[to] = takeBlock ? block.Qualities[other] : (byte)QualityAt(own);
            if (takeBlock) other++;
            else own++;
            to++;
        }

        (_offsets, _values, _qualities, Count, HasBase) = (offsets, values, qualities, to, false);
    }

    /// <summary>Doubling, but no more than the window will need at the pace seen so far: at 10 s that saves a third of the memory.</summary>
    private int Larger(uint offset, long windowMs)
    {
        var doubled = Math.Max(8, Count * 2);
        if (Count < 8 || offset <= _offsets[0]) return doubled;
        var pace = (double)Count / (offset - _offsets[0]);
        var expected = Count + (windowMs - offset) * pace + 2;
        return (int)Math.Clamp(expected, Count + Math.Max(8, Count / 8), doubled);
    }

    private void Resize(int size)
    {
        Array.Resize(ref _offsets, size);
        Array.Resize(ref _values, size);
        if (_qualities is not null) Array.Resize(ref _qualities, size);
    }
}
