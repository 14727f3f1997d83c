using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace IncubatorHub.Devices.Admission;

/// <summary>What is counted between socket and disk. Publishes add up: received = committed + failed + in flight.</summary>
public enum IngestCount
{
    /// <summary>Publishes on ingest topics that were taken in.</summary>
    PublishesReceived,

    /// <summary>Publishes of which every part is durable, in the stores or in quarantine.</summary>
    PublishesCommitted,

    /// <summary>Acknowledgements written to the connection (QoS 0 has none).</summary>
    PublishesAcknowledged,

    /// <summary>Publishes whose commit failed; they were not acknowledged.</summary>
    PublishesFailed,

    /// <summary>Readings committed for the first time.</summary>
    ReadingsStored,

    /// <summary>Readings that were already there with the same value.</summary>
    ReadingsDuplicate,

    /// <summary>Readings that were already there with another value; the first one stands.</summary>
    ReadingsConflicting,

    /// <summary>Events committed for the first time.</summary>
    EventsStored,

    /// <summary>Events that were already there.</summary>
    EventsDuplicate,

    /// <summary>Malformed, future or ancient parts that went to quarantine, also those that were only counted there.</summary>
    PartsQuarantined,

    /// <summary>Messages of which at least one part went to quarantine.</summary>
    MessagesQuarantined,
}

/// <summary>The counts of one gateway, or of the process. Thread-safe; counts since the start of the process.</summary>
public sealed class IngestCounts
{
    private readonly IngestCounts? _total;
    private readonly long[] _values = new long[Enum.GetValues<IngestCount>().Length];

    internal IngestCounts(IngestCounts? total) => _total = total;

    /// <summary>One count.</summary>
    public long this[IngestCount count] => Interlocked.Read(ref _values[(int)count]);

    internal void Add(IngestCount count, long amount)
    {
        if (amount == 0) return;
        Interlocked.Add(ref _values[(int)count], amount);
        _total?.Add(count, amount);
    }
}

/// <summary>Counters that must agree end to end, per process and per gateway; also the meter <c>IncubatorHub.Ingest</c>.</summary>
public sealed class IngestCounters : IDisposable
{
    private readonly ConcurrentDictionary<Guid, IngestCounts> _gateways = new();
    private readonly Meter _meter = new("IncubatorHub.Ingest");

    /// <summary>Registers one observable counter for each <see cref="IngestCount"/>.</summary>
    public IngestCounters()
    {
        foreach (var count in Enum.GetValues<IngestCount>())
            _meter.CreateObservableCounter($"incubatorhub.ingest.{Name(count)}", () => Total[count]);
    }

    /// <summary>All gateways together.</summary>
    public IngestCounts Total { get; } = new(total: null);

    /// <summary>The counts of one gateway. Only authenticated gateways are counted, so the table is bounded by the registry.</summary>
    public IngestCounts For(Guid gatewayId) => _gateways.GetOrAdd(gatewayId, static (_, total) => new IngestCounts(total), Total);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static string Name(IngestCount count)
    {
        var name = count.ToString();
        var split = name.AsSpan(1).IndexOfAnyInRange('A', 'Z') + 1;
        return $"{name[..split]}.{name[split..]}".ToLowerInvariant();
    }
}
