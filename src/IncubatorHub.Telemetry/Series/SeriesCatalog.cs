using System.Collections.Concurrent;
using System.Text;
using System.Text.Unicode;

namespace IncubatorHub.Telemetry.Series;

/// <summary>Keys and their numbers. Known keys are found without a lock; new ones get the next number at once and become durable with the next commit.</summary>
internal sealed class SeriesCatalog
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, int> _sources = new(StringComparer.Ordinal);
    private readonly List<string> _sourceNames = [""];
    private readonly Dictionary<int, List<int>> _bySource = [];
    private SeriesTable _table = new(1024);
    private SeriesEntry?[] _entries = new SeriesEntry?[512];
    private int _highest;

    /// <summary>The number of series, which is also the highest series number.</summary>
    public int Count => Volatile.Read(ref _highest);

    /// <summary>Called within the catalogue's lock for each new series, before anyone else can know its number.</summary>
    public Action<int>? Added { get; set; }

    public int Source(string source)
    {
        if (_sources.TryGetValue(source, out var number)) return number;
        Length(Encoding.UTF8.GetByteCount(source), nameof(source));
        lock (_gate)
        {
            if (_sources.TryGetValue(source, out number)) return number;
            number = _sourceNames.Count;
            _sourceNames.Add(source);
            _sources[source] = number;
            return number;
        }
    }

    public int Resolve(in SeriesKey key) => Find(key, out var source, create: true) ?? Create(source, key);

    public bool TryResolve(in SeriesKey key, out int series)
    {
        var found = Find(key, out _, create: false);
        series = found ?? 0;
        return found is not null;
    }

    public int Resolve(int source, ReadOnlySpan<byte> device, ReadOnlySpan<byte> metric)
    {
        var hash = KeyHash.Of(source, device, metric);
        if (Volatile.Read(ref _table).Find(hash, source, device, metric) is { } known) return known.Series;
        Length(device.Length, nameof(device));
        Length(metric.Length, nameof(metric));
        if (!Utf8.IsValid(device) || !Utf8.IsValid(metric)) throw new ArgumentException("A device or metric name is not valid UTF-8.");
        string name;
        lock (_gate)
        {
            if ((uint)(source - 1) >= (uint)(_sourceNames.Count - 1)) throw new ArgumentOutOfRangeException(nameof(source), source, "The source is unknown; see ResolveSource.");
            name = _sourceNames[source];
        }

        return Create(source, new SeriesKey(name, Encoding.UTF8.GetString(device), Encoding.UTF8.GetString(metric)));
    }

    public SeriesEntry Entry(int series)
    {
        var entries = Volatile.Read(ref _entries);
        return series > 0 && series <= Count && entries[series] is { } entry
            ? entry
            : throw new ArgumentOutOfRangeException(nameof(series), series, "The series is unknown.");
    }

    public bool TryEntry(int series, out SeriesEntry entry)
    {
        var entries = Volatile.Read(ref _entries);
        entry = ((uint)series < (uint)entries.Length ? entries[series] : null)!;
        return entry is not null;
    }

    public int[] Of(string source, string? device)
    {
        if (!_sources.TryGetValue(source, out var number)) return [];
        lock (_gate)
        {
            if (!_bySource.TryGetValue(number, out var all)) return [];
            return device is null ? [.. all] : [.. all.Where(series => string.Equals(_entries[series]!.Key.Device, device, StringComparison.Ordinal))];
        }
    }

    /// <summary>Runs an action while no series can be added.</summary>
    public void WhileFixed(Action<int> action)
    {
        lock (_gate) action(_highest);
    }

    /// <summary>Puts back what the file holds. Numbers are dense, but a gap does no harm.</summary>
    public void Restore(int series, in SeriesKey key)
    {
        var source = Source(key.Source);
        lock (_gate) Put(SeriesEntry.Of(series, source, key));
    }

    private int? Find(in SeriesKey key, out int source, bool create)
    {
        ArgumentNullException.ThrowIfNull(key.Source);
        ArgumentNullException.ThrowIfNull(key.Device);
        ArgumentNullException.ThrowIfNull(key.Metric);
        if (!create && !_sources.TryGetValue(key.Source, out source))
        {
            source = 0;
            return null;
        }

        source = Source(key.Source);
        Span<byte> bytes = stackalloc byte[2 * SeriesKey.MaxPartBytes];
        if (!Encoding.UTF8.TryGetBytes(key.Device, bytes[..SeriesKey.MaxPartBytes], out var device)) device = SeriesKey.MaxPartBytes + 1;
        Length(device, "device");
        if (!Encoding.UTF8.TryGetBytes(key.Metric, bytes[device..][..SeriesKey.MaxPartBytes], out var metric)) metric = SeriesKey.MaxPartBytes + 1;
        Length(metric, "metric");
        ReadOnlySpan<byte> d = bytes[..device], m = bytes.Slice(device, metric);
        return Volatile.Read(ref _table).Find(KeyHash.Of(source, d, m), source, d, m)?.Series;
    }

    private int Create(int source, in SeriesKey key)
    {
        lock (_gate)
        {
            var entry = SeriesEntry.Of(_highest + 1, source, key);
            if (_table.Find(KeyHash.Of(source, entry.Device, entry.Metric), source, entry.Device, entry.Metric) is { } known) return known.Series;
            Put(entry);
            return entry.Series;
        }
    }

    private void Put(SeriesEntry entry)
    {
        if (entry.Series >= _entries.Length)
        {
            var larger = new SeriesEntry?[Math.Max(_entries.Length * 2, entry.Series + 1)];
            _entries.CopyTo(larger, 0);
            Volatile.Write(ref _entries, larger);
        }

        _entries[entry.Series] = entry;
        if (!_bySource.TryGetValue(entry.Source, out var all)) _bySource[entry.Source] = all = [];
        all.Add(entry.Series);
        Volatile.Write(ref _highest, Math.Max(_highest, entry.Series));
        Added?.Invoke(entry.Series);

        // Last, for from here on others find it.
        if (_table.IsFull) Volatile.Write(ref _table, _table.Larger());
        _table.Add(entry);
    }

    private static void Length(int bytes, string part)
    {
        if (bytes is 0 or > SeriesKey.MaxPartBytes) throw new ArgumentException($"A {part} has 1 to {SeriesKey.MaxPartBytes} bytes in UTF-8.", part);
    }
}
