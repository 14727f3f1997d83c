using System.Text;

namespace IncubatorHub.Telemetry.Series;

/// <summary>One known series: its key as text and as the bytes that messages carry.</summary>
internal sealed record SeriesEntry(int Series, int Source, SeriesKey Key, byte[] Device, byte[] Metric)
{
    public static SeriesEntry Of(int series, int source, in SeriesKey key)
        => new(series, source, key, Encoding.UTF8.GetBytes(key.Device), Encoding.UTF8.GetBytes(key.Metric));
}

/// <summary>
/// Open addressing from hash to entry. Readers take no lock: an entry is published by one reference write, and a table that is
/// full gives way to a larger copy. One writer at a time.
/// </summary>
internal sealed class SeriesTable(int capacity)
{
    private readonly ulong[] _hashes = new ulong[capacity];
    private readonly SeriesEntry?[] _entries = new SeriesEntry?[capacity];

    public int Count { get; private set; }

    public bool IsFull => Count * 2 >= _entries.Length;

    public SeriesEntry? Find(ulong hash, int source, ReadOnlySpan<byte> device, ReadOnlySpan<byte> metric)
    {
        var mask = _entries.Length - 1;
        for (var at = (int)hash & mask; ; at = (at + 1) & mask)
        {
            var entry = Volatile.Read(ref _entries[at]);
            if (entry is null) return null;
            if (_hashes[at] == hash && entry.Source == source && device.SequenceEqual(entry.Device) && metric.SequenceEqual(entry.Metric)) return entry;
        }
    }

    public void Add(SeriesEntry entry)
    {
        var hash = KeyHash.Of(entry.Source, entry.Device, entry.Metric);
        var mask = _entries.Length - 1;
        var at = (int)hash & mask;
        while (_entries[at] is not null) at = (at + 1) & mask;
        _hashes[at] = hash;
        Volatile.Write(ref _entries[at], entry);
        Count++;
    }

    public SeriesTable Larger()
    {
        var larger = new SeriesTable(_entries.Length * 2);
        foreach (var entry in _entries) if (entry is not null) larger.Add(entry);
        return larger;
    }
}
