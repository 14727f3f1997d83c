using System.Buffers;
using System.Buffers.Binary;
using IncubatorHub.Telemetry;

namespace IncubatorHub.Devices.Broker;

/// <summary>
/// The publishes of one connection that are not yet acknowledged, in the order of their arrival. Acknowledgements leave in that order
/// (MQTT-4.6.0-2) whichever writer finishes first, and together: everything that is ready goes out in one write.
/// </summary>
/// <remarks>One reader opens slots; any thread may settle one; one flush at a time takes what is ready.</remarks>
internal sealed class AckWindow(int maxPublishes, int maxBytes, IngestBudget budget, IAckOutlet outlet) : IBatchOwner
{
    private readonly Lock _lock = new();
    private readonly WindowSlot?[] _slots = new WindowSlot?[maxPublishes];
    private int _head;
    private int _count;
    private int _bytes;
    private TaskCompletionSource? _room;
    // Written and read by the telemetry store's writer only.
    private bool _flushAtEnd;
    private volatile bool _hasFailed;

    internal IAckOutlet Outlet => outlet;

    /// <summary>Set once a publish of this connection failed: its connection closes, and nothing of it is stored any more.</summary>
    public bool HasFailed
    {
        get => _hasFailed;
        set => _hasFailed = value;
    }

    public int Count
    {
        get { lock (_lock) return _count; }
    }

    /// <summary>True when acknowledgements are ready that have not left: then it is the peer that holds things up, not the stores.</summary>
    public bool HasReady
    {
        get { lock (_lock) return _count > 0 && _slots[_head]!.IsDone; }
    }

    /// <summary>A publish larger than the byte bound is still taken when it is alone, or it could never be.</summary>
    public bool HasRoomFor(int bytes)
    {
        lock (_lock) return HasRoom(bytes);
    }

    /// <summary>Completes when a slot may be free; the caller asks again. Only the connection's reader waits here.</summary>
    public Task RoomFor(int bytes)
    {
        lock (_lock)
        {
            if (HasRoom(bytes)) return Task.CompletedTask;
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    public WindowSlot Open(GatewayIdentity gateway, DateTimeOffset receivedAt, ushort packetId, int bytes, SlotKind kind)
    {
        lock (_lock)
        {
            var index = (_head + _count) % _slots.Length;
            var slot = _slots[index] ??= new WindowSlot(this, index, budget);
            slot.Begin(gateway, receivedAt, packetId, bytes, kind);
            _count++;
            _bytes += bytes;
            return slot;
        }
    }

    /// <summary>MQTTnet has answered a publish that it handled itself; false when no such publish is open here.</summary>
    public bool TrySettleOutside(ushort packetId, byte[] encoded)
    {
        lock (_lock)
        {
            for (var i = 0; i < _count; i++)
            {
                var slot = _slots[(_head + i) % _slots.Length]!;
                if (slot.Kind != SlotKind.Outside || slot.PacketId != packetId || slot.IsDone) continue;
                slot.FinishOutside(encoded);
                return true;
            }

            return false;
        }
    }

    /// <summary>Writes every acknowledgement that is ready at the head of the window, up to the first publish that is not; returns how many.</summary>
    public int TakeReady(IBufferWriter<byte> output, bool isVersion5)
    {
        TaskCompletionSource? room = null;
        var taken = 0;
        lock (_lock)
        {
            while (_count > 0 && _slots[_head]! is { IsDone: true, HasFailed: false } slot)
            {
                taken += Write(slot, output, isVersion5);
                _head = (_head + 1) % _slots.Length;
                _count--;
                _bytes -= slot.PayloadBytes;
                room = _room;
            }

            if (room is not null) _room = null;
        }

        room?.TrySetResult();
        return taken;
    }

    void IBatchOwner.Committed(ReadingBatch batch, BatchOutcome outcome) =>
        _flushAtEnd |= _slots[batch.Tag]!.SettleReadings(outcome) is not null;

    void IBatchOwner.CommitEnded()
    {
        if (!_flushAtEnd) return;
        _flushAtEnd = false;
        outlet.Flush();
    }

    private bool HasRoom(int bytes) => _count < _slots.Length && (_count == 0 || _bytes + bytes <= maxBytes);

    private static int Write(WindowSlot slot, IBufferWriter<byte> output, bool isVersion5)
    {
        switch (slot.Kind)
        {
            case SlotKind.Outside:
                output.Write(slot.Encoded);
                return 0;
            case SlotKind.AtMostOnce:
                return 0;
            default:
                // MQTT 5 may name a reason: 0x99 says that nothing of the payload could be read (and that it is kept in quarantine).
                var refused = isVersion5 && slot.IsRefused;
                var span = output.GetSpan(5);
                span[0] = 0x40;
                span[1] = refused ? (byte)3 : (byte)2;
                BinaryPrimitives.WriteUInt16BigEndian(span[2..], slot.PacketId);
                span[4] = 0x99;
                output.Advance(refused ? 5 : 4);
                return 1;
        }
    }
}
