using System.Buffers;
using IncubatorHub.Protocol;

namespace IncubatorHub.Devices.Broker;

internal enum PublishTaken
{
    /// <summary>Parsed and queued; its acknowledgement follows the commit.</summary>
    Fast,

    /// <summary>For MQTTnet: another topic, or QoS 2.</summary>
    Handover,

    /// <summary>A bound is reached; the frame stays in the pipe.</summary>
    NoRoom,

    Malformed,
    BadAlias,
}

/// <summary>
/// Takes publishes on the gateway's own ingest topics from the pipe. Runs on the connection's reader only. Every bound is asked before
/// anything is taken, so a publish is either wholly in or still in the pipe.
/// </summary>
internal sealed class FastPublishPath(AckWindow window, ChannelTraits traits) : IDisposable
{
    private readonly TopicAliases _aliases = new();
    private Task? _accepting;
    private Task? _granting;
    private int _grantBytes;
    private bool _granted;
    private int _wanted = -1;
    private bool _busy;

    /// <summary>True when the ingest queue is full and the next publish must wait.</summary>
    public bool MustWait => _accepting is not null;

    /// <summary>Whether a publish was taken since the last question.</summary>
    public bool TakeWasBusy()
    {
        var busy = _busy;
        _busy = false;
        return busy;
    }

    /// <summary>False when there is still no room after <paramref name="patience"/>; the caller shows a sign of life and asks again.</summary>
    public async ValueTask<bool> WaitForRoom(TimeSpan patience, CancellationToken cancel)
    {
        if (_accepting is not null)
        {
            if (!await Within(_accepting, patience, cancel)) return false;
            _accepting = null;
        }

        if (_wanted >= 0)
        {
            if (!await Within(window.RoomFor(_wanted), patience, cancel)) return false;
            _wanted = -1;
        }

        if (_granting is not null)
        {
            if (!await Within(_granting, patience, cancel)) return false;
            (_granting, _granted) = (null, true);
        }

        return true;
    }

    /// <param name="topic">The resolved topic where MQTTnet would have to know an alias; otherwise null.</param>
    public PublishTaken Take(in MqttFrame frame, GatewayIdentity gateway, bool isVersion5, DateTimeOffset now, out string? topic)
    {
        topic = null;
        if (!PublishParser.TryParse(frame, isVersion5, out var parts)) return PublishTaken.Malformed;
        if (!_aliases.TryResolve(parts.TopicAlias, parts.Topic, out var name)) return PublishTaken.BadAlias;
        var bytes = (int)parts.Payload.Length;
        var kind = frame.Qos == 2 || traits.Options.AwaitsEachCommit ? GatewayTopicKind.None : KindOf(name, gateway);
        if (frame.Qos > 0 && !window.HasRoomFor(bytes)) return NoRoom(bytes);

        if (kind == GatewayTopicKind.None)
        {
            if (parts.TopicAlias != 0) topic = TopicAliases.Text(name);
            if (frame.Qos == 1) window.Open(gateway, now, parts.PacketId, bytes, SlotKind.Outside);
            return PublishTaken.Handover;
        }

        if (!window.HasRoomFor(bytes)) return NoRoom(bytes);
        if (!_granted && !traits.Budget.TryTake(bytes))
        {
            _grantBytes = bytes;
            _granting = traits.Budget.Take(bytes);
            return PublishTaken.NoRoom;
        }

        _granted = false;
        _busy = true;
        var slot = window.Open(gateway, now, parts.PacketId, bytes, frame.Qos == 1 ? SlotKind.AtLeastOnce : SlotKind.AtMostOnce);
        var accepting = traits.Desk.Accept(slot, kind, parts.ContentType, parts.Payload);
        if (!accepting.IsCompletedSuccessfully) _accepting = accepting.AsTask();
        return PublishTaken.Fast;
    }

    public void Dispose()
    {
        if (_granted) traits.Budget.Return(_grantBytes);
        else if (_granting is { } granting) _ = ReturnOnceGranted(granting);
    }

    private PublishTaken NoRoom(int bytes)
    {
        _wanted = bytes;
        return PublishTaken.NoRoom;
    }

    private async Task ReturnOnceGranted(Task granting)
    {
        await granting;
        traits.Budget.Return(_grantBytes);
    }

    private async ValueTask<bool> Within(Task task, TimeSpan patience, CancellationToken cancel)
    {
        if (task.IsCompletedSuccessfully) return true;
        try
        {
            await task.WaitAsync(patience, traits.Time, cancel);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static GatewayTopicKind KindOf(in ReadOnlySequence<byte> topic, GatewayIdentity gateway)
    {
        if (topic.Length != gateway.TelemetryTopic.Length) return GatewayTopicKind.None;
        Span<byte> joined = stackalloc byte[GatewayTopic.MaxLength];
        var name = topic.IsSingleSegment ? topic.FirstSpan : joined[..(int)topic.Length];
        if (!topic.IsSingleSegment) topic.CopyTo(joined);
        if (name.SequenceEqual(gateway.TelemetryTopic)) return GatewayTopicKind.Telemetry;
        return name.SequenceEqual(gateway.EventsTopic) ? GatewayTopicKind.Events : GatewayTopicKind.None;
    }
}
