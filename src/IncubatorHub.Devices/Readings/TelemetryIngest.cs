using System.Buffers;
using IncubatorHub.Protocol;
using IncubatorHub.Telemetry;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Devices.Readings;

/// <summary>Turns a telemetry message into a batch for the store, on the thread of the connection that brought it.</summary>
internal sealed class TelemetryIngest(IReadingJournal store, DiscoveredSeries discovered, IOptions<IngestOptions> options)
{
    // A reader owns scratch memory and reads one message at a time; reading never awaits, so one per thread is enough.
    [ThreadStatic]
    private static TelemetryReader? _reader;

    private readonly long _futureMs = options.Value.MaxFutureSeconds * 1000L;
    private readonly long _lateMs = options.Value.LateAfterSeconds * 1000L;
    private readonly long _earliestMs = new DateTimeOffset(options.Value.EarliestYear, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>Completes when the batch is queued; a store that is closed fails the task instead of throwing.</summary>
    public ValueTask Enqueue(ReadingBatch batch)
    {
        try
        {
            return store.Enqueue(batch, CancellationToken.None);
        }
        catch (Exception e)
        {
            return ValueTask.FromException(e);
        }
    }

    public IngestWork Read(PendingPublish publish, string? contentType, in ReadOnlySequence<byte> payload)
    {
        var nowMs = publish.ReceivedAt.ToUnixTimeMilliseconds();
        var batch = ReadingBatch.Rent();
        try
        {
            var sink = new BatchSink(this, publish.Gateway, batch, contentType, publish.JudgedAt.ToUnixTimeMilliseconds());
            var result = (_reader ??= new TelemetryReader()).Read(payload, ContentTypes.FormatOf(contentType), nowMs, ref sink);
            var quarantine = sink.Finish()?.Keep(payload);
            if (!result.IsIntact) publish.Refuse();
            var record = quarantine is null ? null : new IngestRecord(publish, [], quarantine);
            if (batch.Count == 0 && record is not null)
            {
                batch.Return();
                return new IngestWork(null, record);
            }

            batch.Owner = publish.BatchOwner;
            batch.Tag = publish.BatchTag;
            return new IngestWork(batch, record);
        }
        catch
        {
            batch.Return();
            throw;
        }
    }

    private int SourceOf(GatewayIdentity gateway) =>
        gateway.TelemetrySource is var known and > 0 ? known : gateway.TelemetrySource = store.ResolveSource(gateway.Key);

    private int Resolve(GatewayIdentity gateway, ReadOnlySpan<byte> device, ReadOnlySpan<byte> metric)
    {
        var series = store.Resolve(SourceOf(gateway), device, metric);
        if (discovered.IsNew(series)) discovered.Announce(series, gateway.Id, device, metric);
        return series;
    }

    private ref struct BatchSink(TelemetryIngest ingest, GatewayIdentity gateway, ReadingBatch batch, string? contentType, long nowMs) : ITelemetrySink
    {
        private readonly long _latest = nowMs + ingest._futureMs;
        private readonly long _earliest = ingest._earliestMs;
        private readonly long _lateBefore = nowMs - ingest._lateMs;
        private QuarantineDraft? _draft;
        private int _future;
        private int _ancient;

        public readonly void Header(in TelemetryHeader header)
        {
        }

        public readonly int Series(ReadOnlySpan<byte> device, ReadOnlySpan<byte> metric) => ingest.Resolve(gateway, device, metric);

        public void Reading(int series, long timestampMs, double value, Protocol.ReadingQuality quality)
        {
            if (timestampMs > _latest) _future++;
            else if (timestampMs < _earliest) _ancient++;
            else batch.Add(series, timestampMs, value, QualityMap.Of(quality, isLate: timestampMs < _lateBefore));
        }

        public void Malformed(in MalformedPart part) => Draft.Add(part);

        public QuarantineDraft? Finish()
        {
            if (_future > 0) Draft.Add(QuarantineDraft.Future, $"{_future} readings lie more than {ingest._futureMs / 1000} s ahead of the hub's clock.", _future);
            if (_ancient > 0) Draft.Add(QuarantineDraft.Ancient, $"{_ancient} readings are older than {DateTimeOffset.FromUnixTimeMilliseconds(_earliest):yyyy}.", _ancient);
            return _draft;
        }

        private QuarantineDraft Draft => _draft ??= new QuarantineDraft(GatewayTopicKind.Telemetry, contentType);
    }
}
