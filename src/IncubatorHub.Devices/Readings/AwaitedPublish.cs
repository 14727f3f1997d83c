using IncubatorHub.Telemetry;

namespace IncubatorHub.Devices.Readings;

/// <summary>A publish that somebody awaits: QoS 2, a will, the replay of a quarantined message.</summary>
internal sealed class AwaitedPublish : PendingPublish, IBatchOwner
{
    private readonly TaskCompletionSource<bool> _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AwaitedPublish(GatewayIdentity gateway, DateTimeOffset receivedAt, DateTimeOffset judgedAt, int payloadBytes)
    {
        Begin(gateway, receivedAt, payloadBytes);
        JudgedAt = judgedAt;
    }

    /// <summary>True once everything is durable; false when a commit failed and nothing may be acknowledged.</summary>
    public Task<bool> Durable => _settled.Task;

    public override IBatchOwner BatchOwner => this;

    public override long BatchTag => 0;

    public void Committed(ReadingBatch batch, BatchOutcome outcome) => SettleReadings(outcome);

    public void CommitEnded()
    {
    }

    protected override IAckFlush? Settled()
    {
        _settled.TrySetResult(!HasFailed);
        return null;
    }
}
