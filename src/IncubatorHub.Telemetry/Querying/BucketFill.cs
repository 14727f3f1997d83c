using IncubatorHub.Telemetry.Blocks;

namespace IncubatorHub.Telemetry.Querying;

/// <summary>Gathers readings and whole blocks, which come in order of time, into equal slices of [from, to).</summary>
internal sealed class BucketFill
{
    private readonly long[] _bounds;
    private readonly Aggregate[] _aggregates;
    private int _at;

    public BucketFill(long fromMs, long toMs, int count)
    {
        _bounds = new long[count + 1];
        _aggregates = new Aggregate[count];
        var span = (Int128)toMs - fromMs;

        // Rounded up, so that a millisecond belongs to the bucket whose exact share it lies in.
        for (var i = 0; i <= count; i++) _bounds[i] = fromMs + (long)((span * i + count - 1) / count);
    }

    public bool Add(in Reading reading)
    {
        Move(reading.TimestampMs);
        _aggregates[_at].Add(reading.Value);
        return true;
    }

    /// <summary>Takes a block as a whole; false when it spreads over several buckets.</summary>
    public bool TryAdd(long windowStart, in BlockSummary summary)
    {
        Move(windowStart + summary.FirstOffset);
        if (windowStart + summary.LastOffset >= _bounds[_at + 1]) return false;
        _aggregates[_at].Add(summary.Aggregate);
        return true;
    }

    public Bucket[] Result()
    {
        var buckets = new Bucket[_aggregates.Length];
        for (var i = 0; i < buckets.Length; i++) buckets[i] = _aggregates[i].ToBucket(_bounds[i]);
        return buckets;
    }

    private void Move(long timestampMs)
    {
        while (timestampMs >= _bounds[_at + 1]) _at++;
    }
}
