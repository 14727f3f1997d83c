using MQTTnet.Packets;

namespace IncubatorHub.Devices.Broker;

/// <summary>
/// MQTTnet's keep-alive monitor counts only the packets that it is handed. A connection that lives on the fast path hands it one
/// harmless packet a second: a PUBACK for id 0, which no message can bear, so that it changes nothing.
/// </summary>
internal sealed class LifeSign(TimeProvider time)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long _last = time.GetTimestamp();

    public static MqttPacket Packet { get; } = new MqttPubAckPacket { PacketIdentifier = 0 };

    public bool IsDue(bool wasBusy)
    {
        if (!wasBusy || time.GetElapsedTime(_last) < Interval) return false;
        _last = time.GetTimestamp();
        return true;
    }
}
