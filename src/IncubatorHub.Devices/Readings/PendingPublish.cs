using IncubatorHub.Telemetry;

namespace IncubatorHub.Devices.Readings;

/// <summary>
/// One publish on its way to disk. It is settled part by part (readings, events, quarantine), by whichever writer made the part
/// durable; when the last part is settled the publish may be acknowledged.
/// </summary>
internal abstract class PendingPublish
{
    private int _parts;
    private int _refused;
    private int _failed;

    public GatewayIdentity Gateway { get; private set; } = null!;

    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>When its timestamps are judged as future or late: at receipt, or at the replay of a quarantined message.</summary>
    public DateTimeOffset JudgedAt { get; protected set; }

    /// <summary>The payload as received, in bytes: what the publish weighs in every bound.</summary>
    public int PayloadBytes { get; private set; }

    /// <summary>Whom the telemetry store tells, and by which number.</summary>
    public abstract IBatchOwner BatchOwner { get; }

    public abstract long BatchTag { get; }

    /// <summary>True when nothing of the message could be read: the acknowledgement says so where the protocol can (MQTT 5: 0x99).</summary>
    public bool IsRefused => Volatile.Read(ref _refused) != 0;

    public bool HasFailed => Volatile.Read(ref _failed) != 0;

    /// <summary>
    /// True when an earlier publish of the same connection failed. The gateway will send both again, so storing this one now would overtake
    /// the earlier one and break the gateway's order.
    /// </summary>
    public virtual bool WouldOvertake => false;

    /// <summary>Holds the publish open while it is being read; balance with one <see cref="Settle"/>.</summary>
    protected void Begin(GatewayIdentity gateway, DateTimeOffset receivedAt, int payloadBytes)
    {
        Gateway = gateway;
        ReceivedAt = receivedAt;
        JudgedAt = receivedAt;
        PayloadBytes = payloadBytes;
        _refused = 0;
        _failed = 0;
        Volatile.Write(ref _parts, 1);
    }

    public void AddPart() => Interlocked.Increment(ref _parts);

    public void Refuse() => Volatile.Write(ref _refused, 1);

    /// <summary>
    /// One part is durable, or has failed. Returns what must be flushed once the whole commit is settled, or null when there is
    /// nothing to flush or somebody else already will.
    /// </summary>
    public IAckFlush? Settle(bool durable)
    {
        if (!durable) Volatile.Write(ref _failed, 1);
        if (Interlocked.Decrement(ref _parts) != 0) return null;
        Gateway.Counts.Add(HasFailed ? IngestCount.PublishesFailed : IngestCount.PublishesCommitted, 1);
        return Settled();
    }

    public IAckFlush? SettleReadings(BatchOutcome outcome)
    {
        Gateway.Counts.Add(IngestCount.ReadingsStored, outcome.Stored);
        Gateway.Counts.Add(IngestCount.ReadingsDuplicate, outcome.Duplicates);
        Gateway.Counts.Add(IngestCount.ReadingsConflicting, outcome.Conflicts);
        return Settle(outcome.Durable);
    }

    protected abstract IAckFlush? Settled();
}

/// <summary>A connection with acknowledgements ready to leave.</summary>
internal interface IAckFlush
{
    /// <summary>Sends every ready acknowledgement in one write. Never blocks the caller.</summary>
    void Flush();
}
