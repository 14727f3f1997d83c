using IncubatorHub.Telemetry.Blocks;
using IncubatorHub.Telemetry.Writing;

namespace IncubatorHub.Telemetry.Head;

/// <summary>
/// The head of every series. Only the writer changes it, batch by batch under one lock, so that a lock costs nothing per reading;
/// queries copy out what they need under the same lock, for microseconds.
/// </summary>
internal sealed class HeadTable(long windowMs)
{
    private SeriesHead?[] _heads = new SeriesHead?[1024];
    private long _readings;

    public Lock Gate { get; } = new();

    public long WindowMs => windowMs;

    public long Readings => Volatile.Read(ref _readings);

    /// <summary>Makes room for a new series; called by the catalogue.</summary>
    public SeriesHead Add(int series)
    {
        lock (Gate)
        {
            if (series >= _heads.Length) Array.Resize(ref _heads, Math.Max(series + 1, _heads.Length * 2));
            return _heads[series] ??= new SeriesHead(series);
        }
    }

    /// <summary>Null when the series is unknown. Within the lock only.</summary>
    public SeriesHead? Get(int series) => (uint)series < (uint)_heads.Length ? _heads[series] : null;

    /// <summary>Within the lock only.</summary>
    public void ForEach(Action<SeriesHead> action)
    {
        foreach (var head in _heads) if (head is not null) action(head);
    }

    /// <summary>Takes in the readings of a committed batch.</summary>
    /// <param name="entries">The readings, each of a series that the catalogue knows.</param>
    /// <param name="seq">The journal row that holds them.</param>
    /// <param name="nowMs">The store's clock.</param>
    /// <param name="blocks">The writer's view of the blocks, for windows that have one already.</param>
    /// <param name="stored">Told of each reading that was new and has subscribers.</param>
    public BatchOutcome Apply(ReadOnlySpan<BatchEntry> entries, long seq, long nowMs, BlockTable blocks, Action<SeriesHead, Reading>? stored)
    {
        int fresh = 0, duplicates = 0, conflicts = 0;
        lock (Gate)
        {
            foreach (ref readonly var entry in entries)
            {
                if (Get(entry.Series) is not { } head) continue;
                var window = entry.TimestampMs / windowMs;
                var offset = (uint)(entry.TimestampMs - window * windowMs);
                var chunk = head.Find(window) ?? Open(head, window, nowMs, blocks);
                if (chunk.HasBase && offset <= chunk.BaseThrough) TryReadBase(chunk, head.Series, blocks);
                switch (chunk.Insert(offset, entry.Value, entry.Quality, windowMs))
                {
                    case Insertion.Duplicate:
                        duplicates++;
                        continue;
                    case Insertion.Conflict:
                        conflicts++;
                        continue;
                }

                fresh++;
                _readings++;
                if (chunk.FirstSeq == 0) chunk.FirstSeq = seq;
                var reading = new Reading(entry.TimestampMs, entry.Value, entry.Quality);
                head.Offer(reading);
                if (head.Subscribers.Length > 0) stored?.Invoke(head, reading);
            }
        }

        return new BatchOutcome(true, fresh, duplicates, conflicts);
    }

    /// <summary>Reads the block below a chunk into it, so that the chunk is the whole window.</summary>
    public void ReadBase(HeadChunk chunk, int series, BlockTable blocks)
    {
        if (!chunk.HasBase) return;
        var found = blocks.TryGet(series, chunk.Window, out var isDamaged);
        lock (Gate)
        {
            var before = chunk.Count;
            if (found) chunk.Merge(blocks.Readings);
            chunk.HasBase = false;
            chunk.ReplacesDamaged |= isDamaged;
            _readings += chunk.Count - before;
        }
    }

    public void Drop(SeriesHead head, HeadChunk chunk, bool written)
    {
        lock (Gate)
        {
            head.Remove(chunk);
            _readings -= chunk.Count;
            if (written) head.LastBlockWindow = Math.Max(head.LastBlockWindow, chunk.Window);
        }
    }

    /// <summary>All chunks that a test picks, earliest window first, so that a restart after a crash finds whole windows.</summary>
    public List<(SeriesHead Head, HeadChunk Chunk)> Pick(Func<HeadChunk, bool> wanted)
    {
        var picked = new List<(SeriesHead Head, HeadChunk Chunk)>();
        lock (Gate)
        {
            foreach (var head in _heads)
            {
                if (head is null) continue;
                foreach (var chunk in head.Chunks) if (wanted(chunk)) picked.Add((head, chunk));
            }
        }

        picked.Sort((a, b) => a.Chunk.Window != b.Chunk.Window ? a.Chunk.Window.CompareTo(b.Chunk.Window) : a.Head.Series.CompareTo(b.Head.Series));
        return picked;
    }

    /// <summary>The first journal row that is still needed; <paramref name="next"/> when none is.</summary>
    public long FirstSeqNeeded(long next)
    {
        lock (Gate)
        {
            foreach (var head in _heads)
            {
                if (head is null) continue;
                foreach (var chunk in head.Chunks) if (chunk.FirstSeq != 0) next = Math.Min(next, chunk.FirstSeq);
            }
        }

        return next;
    }

    /// <summary>Copies of the chunks of a series over windows (both inclusive), ascending.</summary>
    public List<ChunkCopy> Copy(int series, long fromWindow, long toWindow)
    {
        var copies = new List<ChunkCopy>();
        lock (Gate)
        {
            if (Get(series) is not { } head) return copies;
            foreach (var chunk in head.Chunks)
            {
                if (chunk.Count > 0 && chunk.Window >= fromWindow && chunk.Window <= toWindow) copies.Add(ChunkCopy.Of(chunk));
            }
        }

        return copies;
    }

    private HeadChunk Open(SeriesHead head, long window, long nowMs, BlockTable blocks)
    {
        var chunk = new HeadChunk(window, nowMs);
        head.Add(chunk);
        try
        {
            if (!head.IsLoaded) head.Load(blocks.Last(head.Series));
            if (window > head.LastBlockWindow) return chunk;
            chunk.HasBase = blocks.TryGet(head.Series, window, out var isDamaged);
            chunk.ReplacesDamaged = isDamaged;
            if (chunk.HasBase) chunk.BaseThrough = blocks.Readings.Offsets[^1];
        }
        catch (IOException)
        {
            // The readings are in the journal already and must not be lost from view: the block is merged when the disk can be read again.
            chunk.HasBase = true;
        }

        return chunk;
    }

    private void TryReadBase(HeadChunk chunk, int series, BlockTable blocks)
    {
        try
        {
            ReadBase(chunk, series, blocks);
        }
        catch (IOException)
        {
            chunk.BaseThrough = -1;
        }
    }
}
