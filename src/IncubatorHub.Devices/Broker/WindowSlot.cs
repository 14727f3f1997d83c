using IncubatorHub.Telemetry;

namespace IncubatorHub.Devices.Broker;

internal enum SlotKind
{
    /// <summary>QoS 1 on the fast path: acknowledged here.</summary>
    AtLeastOnce,

    /// <summary>QoS 0: the same way to disk, no acknowledgement.</summary>
    AtMostOnce,

    /// <summary>QoS 1 that MQTTnet handles; its acknowledgement waits its turn here.</summary>
    Outside,
}

/// <summary>What a slot tells its connection.</summary>
internal interface IAckOutlet : IAckFlush
{
    /// <summary>True for the first caller since the last flush: that one must flush.</summary>
    bool TryClaimFlush();

    /// <summary>A commit failed: the connection closes without an acknowledgement, and the gateway sends again.</summary>
    void CloseUnacknowledged();
}

/// <summary>One place in the window. Places are used again, for a busy gateway fills and empties them thousands of times a second.</summary>
internal sealed class WindowSlot(AckWindow window, int index, IngestBudget budget) : PendingPublish
{
    private volatile bool _done;

    public ushort PacketId { get; private set; }

    public SlotKind Kind { get; private set; }

    public byte[] Encoded { get; private set; } = [];

    public bool IsDone => _done;

    public override IBatchOwner BatchOwner => window;

    public override long BatchTag => index;

    public override bool WouldOvertake => window.HasFailed;

    public void Begin(GatewayIdentity gateway, DateTimeOffset receivedAt, ushort packetId, int payloadBytes, SlotKind kind)
    {
        _done = false;
        PacketId = packetId;
        Kind = kind;
        Encoded = [];
        Begin(gateway, receivedAt, payloadBytes);
    }

    public void FinishOutside(byte[] encoded)
    {
        Encoded = encoded;
        _done = true;
    }

    protected override IAckFlush? Settled()
    {
        budget.Return(PayloadBytes);
        var outlet = window.Outlet;
        if (HasFailed)
        {
            window.HasFailed = true;
            outlet.CloseUnacknowledged();
            return null;
        }

        _done = true;
        return outlet.TryClaimFlush() ? outlet : null;
    }
}
