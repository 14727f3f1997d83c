using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace IncubatorHub.Devices.Broker;

/// <summary>
/// One connection as MQTTnet sees it. Publishes on the gateway's ingest topics never reach MQTTnet: they are taken from the pipe by
/// <see cref="FastPublishPath"/>; every other packet is decoded and handed over.
/// </summary>
internal sealed class MqttChannel : IMqttChannelAdapter
{
    private readonly ConnectionContext _connection;
    private readonly ChannelTraits _traits;
    private readonly PipeReader _input;
    private readonly AckOutlet _outlet;
    private readonly AckWindow _window;
    private readonly FastPublishPath _fast;
    private readonly LifeSign _life;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _closeReason;

    public MqttChannel(ConnectionContext connection, ChannelTraits traits)
    {
        _connection = connection;
        _traits = traits;
        _input = connection.Transport.Input;
        _outlet = new AckOutlet(connection.Transport.Output, Close, CountAcknowledged);
        _window = new AckWindow(traits.Options.WindowPublishes, traits.Options.WindowBytes, traits.Budget, _outlet);
        _outlet.Attach(_window);
        _fast = new FastPublishPath(_window, traits);
        _life = new LifeSign(traits.Time);
        PacketFormatterAdapter = new MqttPacketFormatterAdapter(new MqttBufferWriter(512, 65_535));
        RemoteEndPoint = connection.RemoteEndPoint ?? HttpEndPoint(connection);
        LastHeard = traits.Time.GetUtcNow();
    }

    /// <summary>Set by the CONNECT judgement; everything that the connection may do follows from it.</summary>
    public GatewayIdentity? Identity { get; set; }

    /// <summary>The CONNECT as received: MQTTnet does not show its will to the judgement.</summary>
    public MqttConnectPacket? Connect { get; private set; }

    public bool IsAdmitted { get; private set; }

    public DateTimeOffset ConnectedAt { get; private set; }

    public DateTimeOffset LastHeard { get; private set; }

    public string? CloseReason => _closeReason;

    public long BytesReceived { get; private set; }

    public long BytesSent { get; private set; }

    public X509Certificate2? ClientCertificate =>
        _connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate
        ?? _connection.Features.Get<IHttpContextFeature>()?.HttpContext?.Connection.ClientCertificate;

    public EndPoint? RemoteEndPoint { get; }

    public EndPoint? LocalEndPoint => _connection.LocalEndPoint;

    public bool IsSecureConnection =>
        _connection.Features.Get<ITlsConnectionFeature>() is not null
        || _connection.Features.Get<IHttpContextFeature>()?.HttpContext?.Request.IsHttps == true;

    public MqttPacketFormatterAdapter PacketFormatterAdapter { get; }

    public Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Kestrel completes the pipes when the handler returns, after what was written has left.</summary>
    public Task DisconnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Closes at once, without an acknowledgement of what is open; callable from any thread, any number of times.</summary>
    public void Close(string reason)
    {
        if (Interlocked.CompareExchange(ref _closeReason, reason, null) is null)
            _connection.Abort(new ConnectionAbortedException(reason));
    }

    /// <summary>True once a newer connection of the same gateway has taken its place: then its will must not be heard any more.</summary>
    public bool HasGivenWay { get; private set; }

    /// <summary>Completes when MQTTnet has let go of the connection.</summary>
    public Task Ended => _ended.Task;

    public void MarkEnded() => _ended.TrySetResult();

    /// <summary>Ends the connection in good order because the hub stops.</summary>
    public void Stop() => End(MqttDisconnectReasonCode.ServerShuttingDown, "the hub is stopping");

    /// <summary>Ends the connection in good order because its gateway has connected anew.</summary>
    public void GiveWay()
    {
        HasGivenWay = true;
        End(MqttDisconnectReasonCode.SessionTakenOver, "taken over by a new connection of the gateway");
    }

    private void End(MqttDisconnectReasonCode code, string reason)
    {
        Interlocked.CompareExchange(ref _closeReason, reason, null);
        if (_outlet.IsVersion5 && IsAdmitted) _outlet.TrySay([0xE0, 0x01, (byte)code]);
        _input.CancelPendingRead();
    }

    public void Dispose()
    {
        _fast.Dispose();
        // A flush that hangs on a peer which no longer reads would keep Kestrel from ever closing the socket.
        if (!_outlet.TryEnd()) Close("the peer stopped reading");
        _outlet.Dispose();
    }

    public void ResetStatistics() => BytesReceived = BytesSent = 0;

    public async Task<MqttPacket?> ReceivePacketAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // Back-pressure: nothing is read while the publish at the front has no room. MQTTnet must not think the peer dead for that,
            // unless it is the peer that does not take its acknowledgements: then the keep-alive shall close it.
            if (!await _fast.WaitForRoom(LifeSign.Interval, cancellationToken))
            {
                if (_window.HasReady) continue;
                return LifeSign.Packet;
            }

            var read = await _input.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            if (read.IsCanceled || (buffer.IsEmpty && read.IsCompleted))
            {
                _input.AdvanceTo(buffer.Start);
                throw new MqttCommunicationException(read.IsCanceled ? "The hub has ended the connection." : "The peer has closed the connection.");
            }

            LastHeard = _traits.Time.GetUtcNow();

            var rest = buffer;
            MqttPacket? packet = null;
            var step = Step.NeedMore;
            try
            {
                step = Take(ref rest, out packet);
            }
            finally
            {
                BytesReceived += buffer.Length - rest.Length;
                // Only when a frame is incomplete has everything been examined; otherwise the next read returns at once.
                _input.AdvanceTo(rest.Start, step == Step.NeedMore ? buffer.End : rest.Start);
            }

            if (packet is not null) return packet;
            if (step == Step.NeedMore && read.IsCompleted) throw new MqttCommunicationException("The peer has closed the connection inside a packet.");
            if (_life.IsDue(_fast.TakeWasBusy())) return LifeSign.Packet;
        }
    }

    public async Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        var connAck = packet as MqttConnAckPacket;
        if (connAck is not null) Announce(connAck);
        await _outlet.Enter(cancellationToken);
        try
        {
            Write(packet);
            await _outlet.Output.FlushAsync(cancellationToken);
        }
        finally
        {
            PacketFormatterAdapter.Cleanup();
            _outlet.Leave();
        }

        if (connAck is { ReasonCode: MqttConnectReasonCode.Success } && Identity is not null) Admit();
    }

    private Step Take(ref ReadOnlySequence<byte> rest, out MqttPacket? packet)
    {
        packet = null;
        var limit = IsAdmitted ? _traits.Options.MaxPacketBytes : _traits.Options.MaxConnectBytes;
        while (true)
        {
            switch (MqttFrame.TryRead(rest, limit, out var frame))
            {
                case FrameVerdict.Incomplete:
                    return Step.NeedMore;
                case FrameVerdict.TooLarge:
                    throw Refuse(MqttDisconnectReasonCode.PacketTooLarge, $"A packet of more than {limit} bytes was announced.");
                case FrameVerdict.Malformed:
                    throw Refuse(MqttDisconnectReasonCode.MalformedPacket, "The remaining length of a packet is malformed.");
            }

            if (IsAdmitted && frame.Type == MqttFrame.PublishType)
            {
                var taken = _fast.Take(frame, Identity!, _outlet.IsVersion5, LastHeard, out var topic);
                if (taken == PublishTaken.NoRoom) return Step.Wait;
                if (taken == PublishTaken.BadAlias) throw Refuse(MqttDisconnectReasonCode.TopicAliasInvalid, "A topic is missing, or its alias is unknown or out of range.");
                if (taken == PublishTaken.Malformed) throw Refuse(MqttDisconnectReasonCode.MalformedPacket, "A PUBLISH is malformed.");
                rest = rest.Slice(frame.Body.End);
                if (taken == PublishTaken.Fast)
                {
                    if (_fast.MustWait) return Step.Wait;
                    continue;
                }

                packet = Decode(frame, topic);
                return Step.Packet;
            }

            rest = rest.Slice(frame.Body.End);
            packet = Decode(frame, topic: null);
            if (packet is MqttConnectPacket connect && Connect is null) Connect = connect;
            return Step.Packet;
        }
    }

    private MqttPacket Decode(in MqttFrame frame, string? topic)
    {
        var body = new ArraySegment<byte>(frame.Body.ToArray());
        var received = new ReceivedMqttPacket(frame.Header, body, body.Count + 2);
        if (PacketFormatterAdapter.ProtocolVersion == MqttProtocolVersion.Unknown)
        {
            PacketFormatterAdapter.DetectProtocolVersion(received);
            _outlet.IsVersion5 = PacketFormatterAdapter.ProtocolVersion == MqttProtocolVersion.V500;
        }

        var packet = PacketFormatterAdapter.Decode(received);
        if (packet is MqttPublishPacket publish && topic is not null)
        {
            publish.Topic = topic;
            publish.TopicAlias = 0;
        }

        return packet;
    }

    private void Write(MqttPacket packet)
    {
        var buffer = PacketFormatterAdapter.Encode(packet);
        if (packet is MqttPubAckPacket ack && _window.TrySettleOutside(ack.PacketIdentifier, buffer.ToArray()))
        {
            _outlet.WriteReady();
            return;
        }

        _outlet.Output.Write(buffer.Packet);
        foreach (var part in buffer.Payload) _outlet.Output.Write(part.Span);
        BytesSent += buffer.Length;
    }

    /// <summary>The limits that the hub keeps, told to MQTT 5 clients; MQTTnet would announce that there are none.</summary>
    private void Announce(MqttConnAckPacket connAck)
    {
        if (connAck.ReasonCode != MqttConnectReasonCode.Success) return;
        connAck.MaximumPacketSize = (uint)_traits.Options.MaxPacketBytes;
        connAck.ReceiveMaximum = (ushort)_traits.Options.WindowPublishes;
        connAck.TopicAliasMaximum = TopicAliases.Maximum;
    }

    private void Admit()
    {
        ConnectedAt = _traits.Time.GetUtcNow();
        IsAdmitted = true;
        _connection.Features.Get<HalfOpenTicket>()?.Dispose();
        _traits.Connections.Opened(this);
    }

    private MqttProtocolViolationException Refuse(MqttDisconnectReasonCode code, string reason)
    {
        _traits.Log.PacketRefused(Identity?.Key ?? "-", RemoteEndPoint?.ToString() ?? "-", reason);
        if (_outlet.IsVersion5 && IsAdmitted) _outlet.TrySay([0xE0, 0x01, (byte)code]);
        return new MqttProtocolViolationException(reason);
    }

    private void CountAcknowledged(int taken) => Identity!.Counts.Add(IngestCount.PublishesAcknowledged, taken);

    private static IPEndPoint? HttpEndPoint(ConnectionContext connection) =>
        connection.Features.Get<IHttpContextFeature>()?.HttpContext?.Connection is { RemoteIpAddress: { } address } http
            ? new IPEndPoint(address, http.RemotePort)
            : null;

    private enum Step
    {
        NeedMore,
        Packet,
        Wait,
    }
}
