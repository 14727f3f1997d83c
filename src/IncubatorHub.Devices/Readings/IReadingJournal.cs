using IncubatorHub.Telemetry;

namespace IncubatorHub.Devices.Readings;

/// <summary>Where readings become durable. One process keeps its own <see cref="TelemetryStore"/>; at scale it is PostgreSQL.</summary>
internal interface IReadingJournal
{
    TelemetryHealth Health { get; }

    int ResolveSource(string source);

    int Resolve(int source, ReadOnlySpan<byte> device, ReadOnlySpan<byte> metric);

    /// <inheritdoc cref="TelemetryStore.Enqueue"/>
    ValueTask Enqueue(ReadingBatch batch, CancellationToken cancel);
}

/// <summary>The store of this process.</summary>
internal sealed class StoreJournal(TelemetryStore store) : IReadingJournal
{
    public TelemetryHealth Health => store.Health;

    public int ResolveSource(string source) => store.ResolveSource(source);

    public int Resolve(int source, ReadOnlySpan<byte> device, ReadOnlySpan<byte> metric) => store.Resolve(source, device, metric);

    public ValueTask Enqueue(ReadingBatch batch, CancellationToken cancel) => store.Enqueue(batch, cancel);
}
