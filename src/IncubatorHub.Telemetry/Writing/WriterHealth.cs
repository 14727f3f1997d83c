using Microsoft.Extensions.Logging;

namespace IncubatorHub.Telemetry.Writing;

/// <summary>Whether commits succeed: written by the writer thread, read by anyone. A state that lasts is logged once.</summary>
internal sealed partial class WriterHealth(TimeProvider time, ILogger logger, StoreCounts counts)
{
    private TelemetryHealth _now = new(true, "", time.GetUtcNow());

    public TelemetryHealth Now => Volatile.Read(ref _now);

    public void Failed(Exception failure, int batches)
    {
        StoreCounts.Add(ref counts.FailedCommits, 1);
        StoreCounts.Add(ref counts.FailedBatches, batches);
        var before = Now;
        if (before.IsHealthy || !string.Equals(before.Reason, failure.Message, StringComparison.Ordinal)) LogCommitFailed(batches, failure);
        Volatile.Write(ref _now, new TelemetryHealth(false, failure.Message, before.IsHealthy ? time.GetUtcNow() : before.Since));
    }

    public void Succeeded()
    {
        var before = Now;
        if (before.IsHealthy) return;
        LogRecovered(before.Since, counts.FailedBatches);
        Volatile.Write(ref _now, new TelemetryHealth(true, "", time.GetUtcNow()));
    }

    [LoggerMessage(1, LogLevel.Error, "A telemetry commit failed; {Batches} batches were not stored and their senders keep them. The next attempt follows.")]
    private partial void LogCommitFailed(int batches, Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "Telemetry commits succeed again; they failed since {Since}, and {FailedBatches} batches were refused since the start.")]
    private partial void LogRecovered(DateTimeOffset since, long failedBatches);
}
