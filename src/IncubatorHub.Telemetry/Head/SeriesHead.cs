using IncubatorHub.Telemetry.Blocks;

namespace IncubatorHub.Telemetry.Head;

/// <summary>What memory knows of one series. Everything here is read and written within the head's lock.</summary>
internal sealed class SeriesHead(int series)
{
    private readonly List<HeadChunk> _chunks = new(1);

    public int Series { get; } = series;

    /// <summary>False until the last block on disk has been looked at, which happens on the first need after a start.</summary>
    public bool IsLoaded { get; private set; }

    public bool HasLatest { get; private set; }

    public Reading Latest { get; private set; }

    /// <summary>The last window of which a block stands on disk; -1 when there is none.</summary>
    public long LastBlockWindow { get; set; } = -1;

    public LiveSubscription[] Subscribers { get; set; } = [];

    /// <summary>Ascending by window; nearly always one.</summary>
    public IReadOnlyList<HeadChunk> Chunks => _chunks;

    public HeadChunk? Find(long window)
    {
        for (var i = _chunks.Count - 1; i >= 0; i--) if (_chunks[i].Window == window) return _chunks[i];
        return null;
    }

    public void Add(HeadChunk chunk)
    {
        var at = _chunks.Count;
        while (at > 0 && _chunks[at - 1].Window > chunk.Window) at--;
        _chunks.Insert(at, chunk);
    }

    public void Remove(HeadChunk chunk) => _chunks.Remove(chunk);

    public void Offer(in Reading reading)
    {
        if (HasLatest && reading.TimestampMs <= Latest.TimestampMs) return;
        Latest = reading;
        HasLatest = true;
    }

    public void Load(LastBlock last)
    {
        if (IsLoaded) return;
        IsLoaded = true;
        LastBlockWindow = Math.Max(LastBlockWindow, last.Window);
        if (last.Reading is { } reading) Offer(reading);
    }
}
