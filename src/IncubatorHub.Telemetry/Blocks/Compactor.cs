using IncubatorHub.Telemetry.Head;
using IncubatorHub.Telemetry.Writing;

namespace IncubatorHub.Telemetry.Blocks;

/// <summary>
/// Turns chunks of the head into blocks, some with each commit, so that neither ingest waits nor a second fsync is paid. When a pass is
/// through, the journal rows that nothing needs any more go, again some with each commit. Runs on the writer thread only.
/// </summary>
internal sealed class Compactor(HeadTable head, BlockTable blocks, TelemetryStoreOptions options, TimeProvider time, StoreCounts counts)
{
    /// <summary>
    /// The pause between two slices while the head has room. A whole country's hour is due at one moment; spread over half a minute it
    /// neither holds up acknowledgements nor outgrows the log, for each block is a page of its own there.
    /// </summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    // What a slice adds to the commit that carries it.
    private static readonly TimeSpan SliceTime = TimeSpan.FromMilliseconds(4);
    private const int ChunksPerCommit = 256;
    private const int ReadingsPerCommit = 200_000;
    private const int JournalRowsPerCommit = 512;

    private readonly BlockCodec _codec = new();
    private readonly Queue<(SeriesHead Head, HeadChunk Chunk)> _due = new();
    private readonly List<(SeriesHead Head, HeadChunk Chunk)> _slice = [];
    private readonly List<(int Readings, int Bytes)> _written = [];
    private long _nextPassMs;
    private long _trimBelow;
    private long _trimTo;
    private bool _passOpen;
    private long _sliceStarted;

    /// <summary>The oldest journal row in the file; equal to the next number when there is none.</summary>
    public long FirstSeq { get; set; } = 1;

    public bool HasWork => _due.Count > 0 || _passOpen || FirstSeq < _trimBelow;

    /// <summary>True when there is work and the pause since the last slice is over, or the head is crowded.</summary>
    public bool MayStep => HasWork && (_sliceStarted == 0 || IsCrowded || time.GetElapsedTime(_sliceStarted) >= Pace);

    private bool IsCrowded => head.Readings > options.MaxHeadReadings;

    /// <summary>Starts a pass when it is time for one and the last is through.</summary>
    public void Plan(long nowMs, long nextSeq)
    {
        if (HasWork) return;
        var crowded = IsCrowded;
        if (nowMs < _nextPassMs && _nextPassMs - nowMs <= options.CompactionInterval.TotalMilliseconds && !crowded) return;
        Start(nowMs, nextSeq, everything: crowded);
    }

    public void Start(long nowMs, long nextSeq, bool everything)
    {
        _nextPassMs = nowMs + (long)options.CompactionInterval.TotalMilliseconds;
        var grace = (long)options.WindowGrace.TotalMilliseconds;
        var windowMs = head.WindowMs;
        _due.Clear();

        // The second test frees the journal from readings that claim to come from the future.
        foreach (var chunk in head.Pick(c => everything || (c.Window + 1) * windowMs + grace <= nowMs || nowMs - c.BornMs > 2 * windowMs + grace)) _due.Enqueue(chunk);

        // With nothing due there may still be journal rows whose readings all stand in blocks, after a restart for example.
        _passOpen = _due.Count > 0 || FirstSeq < nextSeq;
    }

    /// <summary>Gives up what is planned until the next pass, because a commit with it failed.</summary>
    public void PutOff(long nowMs)
    {
        _due.Clear();
        _passOpen = false;
        _trimBelow = 0;
        _nextPassMs = nowMs + (long)options.CompactionInterval.TotalMilliseconds;
    }

    /// <summary>Writes the next slice within the transaction that is open.</summary>
    public void Write(WriterStatements statements, long nextSeq, long nowMs)
    {
        _slice.Clear();
        _written.Clear();
        _sliceStarted = time.GetTimestamp();
        var readings = 0;
        while (_slice.Count < ChunksPerCommit && readings < ReadingsPerCommit && time.GetElapsedTime(_sliceStarted) < SliceTime && _due.TryDequeue(out var due))
        {
            _slice.Add(due);
            readings += due.Chunk.Count;
            _written.Add(Write(statements, due.Head.Series, due.Chunk, nowMs));
        }

        _trimTo = Math.Min(_trimBelow, FirstSeq + JournalRowsPerCommit);
        if (_trimTo > FirstSeq) statements.TrimJournal.Bind(1, _trimTo).Run();
    }

    /// <summary>The transaction is durable: the head lets go of what was written.</summary>
    public void Committed(long nextSeq)
    {
        for (var i = 0; i < _slice.Count; i++)
        {
            var (series, chunk) = _slice[i];
            head.Drop(series, chunk, _written[i].Bytes > 0);
            if (_written[i].Bytes == 0) continue;
            StoreCounts.Add(ref counts.BlocksWritten, 1);
            StoreCounts.Add(ref counts.BlockReadings, _written[i].Readings);
            StoreCounts.Add(ref counts.BlockBytes, _written[i].Bytes);
        }

        _slice.Clear();
        if (_trimTo > FirstSeq) FirstSeq = _trimTo;
        if (!_passOpen || _due.Count > 0) return;
        _passOpen = false;
        _trimBelow = head.FirstSeqNeeded(nextSeq);
    }

    private (int Readings, int Bytes) Write(WriterStatements statements, int series, HeadChunk chunk, long nowMs)
    {
        // Read back only to compare with readings that turned out to be known: the block on disk says the same.
        if (chunk.FirstSeq == 0 && !chunk.ReplacesDamaged) return default;
        head.ReadBase(chunk, series, blocks);
        if (chunk.Count == 0) return default;
        var id = BlockId.Of(series, chunk.Window);
        if (chunk.ReplacesDamaged) statements.SetBlockAside.Bind(1, id).Bind(2, nowMs).Run();
        var block = _codec.Encode(id, chunk.Offsets, chunk.Values, chunk.Qualities);
        statements.PutBlock.Bind(1, id).Bind(2, block).Run();
        return (chunk.Count, block.Length);
    }
}
