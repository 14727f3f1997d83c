using System.Diagnostics.Metrics;

namespace IncubatorHub.Telemetry.Querying;

/// <summary>Publishes the counters as the meter "IncubatorHub.Telemetry"; they are read when a collector asks, so they cost nothing on the way.</summary>
internal sealed class StoreMeter : IDisposable
{
    private readonly Meter _meter = new(TelemetryStore.MeterName);

    public StoreMeter(Func<TelemetryCounters> counters, Func<bool> isHealthy)
    {
        Counter("telemetry.batches", "{batch}", "Batches that became durable", c => c.Batches);
        Counter("telemetry.readings", "{reading}", "Readings stored for the first time", c => c.Readings);
        Counter("telemetry.duplicates", "{reading}", "Repeated readings with an equal value", c => c.Duplicates);
        Counter("telemetry.conflicts", "{reading}", "Repeated readings with another value", c => c.Conflicts);
        Counter("telemetry.commits", "{commit}", "Transactions that committed readings", c => c.Commits);
        Counter("telemetry.commits.failed", "{commit}", "Transactions that failed", c => c.FailedCommits);
        Counter("telemetry.batches.failed", "{batch}", "Batches reported as not durable", c => c.FailedBatches);
        Counter("telemetry.blocks", "{block}", "Blocks written", c => c.BlocksWritten);
        Counter("telemetry.blocks.bytes", "By", "Bytes of blocks written", c => c.BlockBytes);
        Counter("telemetry.compactions.failed", "{step}", "Compaction steps that failed", c => c.FailedCompactions);
        Counter("telemetry.damaged", "{row}", "Damaged rows met", c => c.DamagedRows);
        Counter("telemetry.journal.bytes", "By", "Bytes written to the journal", c => c.JournalBytes);
        Counter("telemetry.live.dropped", "{reading}", "Readings dropped from slow live subscriptions", c => c.LiveDropped);
        Gauge("telemetry.journal.rows", "{row}", "Journal rows that wait for blocks", c => c.JournalRows);
        Gauge("telemetry.head.readings", "{reading}", "Readings held in memory", c => c.HeadReadings);
        Gauge("telemetry.series", "{series}", "Series known", c => c.Series);
        Gauge("telemetry.queue.batches", "{batch}", "Batches queued or in commit", c => c.QueuedBatches);
        Gauge("telemetry.queue.bytes", "By", "Memory of those batches", c => c.QueuedBytes);
        Gauge("telemetry.wal.bytes", "By", "Bytes of the write-ahead log in use", c => c.WalBytes);
        _meter.CreateObservableGauge("telemetry.healthy", () => isHealthy() ? 1 : 0, unit: null, description: "1 while commits succeed");

        void Counter(string name, string unit, string description, Func<TelemetryCounters, long> value)
            => _meter.CreateObservableCounter(name, () => value(counters()), unit, description);
        void Gauge(string name, string unit, string description, Func<TelemetryCounters, long> value)
            => _meter.CreateObservableGauge(name, () => value(counters()), unit, description);
    }

    public void Dispose() => _meter.Dispose();
}
