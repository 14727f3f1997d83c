using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections.Features;

namespace IncubatorHub.Devices.Broker;

/// <summary>
/// Stands before TLS and before MQTT: counts the connection as half-open from the first byte, and lets MQTTnet see it only once a whole
/// CONNECT of a known version has arrived.
/// </summary>
internal sealed class ConnectGuard(MqttOptions options, TimeProvider time)
{
    // MQTT 3.1.1: return code 1; MQTT 5: reason 0x84, no properties. Both say "unsupported protocol version".
    private static readonly byte[] Refused3 = [0x20, 0x02, 0x00, 0x01];
    private static readonly byte[] Refused5 = [0x20, 0x03, 0x00, 0x84, 0x00];

    public HalfOpenConnections HalfOpen { get; } =
        new(options.MaxHalfOpen, options.MaxHalfOpenPerAddress, TimeSpan.FromSeconds(options.ConnectTimeoutSeconds), time);

    /// <summary>The connection middleware; the outermost one of its endpoint.</summary>
    public Func<ConnectionContext, Task> Around(Func<ConnectionContext, Task> next) => async connection =>
    {
        using var ticket = Watch(connection);
        await next(connection);
    };

    /// <summary>For an endpoint without the middleware (WebSocket): counts the connection if that has not been done.</summary>
    public HalfOpenTicket Watch(ConnectionContext connection)
    {
        if (connection.Features.Get<HalfOpenTicket>() is { } known) return known;
        var ticket = HalfOpen.Enter(connection, AddressOf(connection));
        connection.Features.Set(ticket);
        return ticket;
    }

    /// <summary>Waits for the whole first packet and leaves it in the pipe. False when the connection must be closed.</summary>
    public async Task<bool> AwaitConnect(IDuplexPipe transport)
    {
        while (true)
        {
            ReadResult read;
            try
            {
                read = await transport.Input.ReadAsync(CancellationToken.None);
            }
            catch (Exception e) when (e is IOException or ConnectionAbortedException or InvalidOperationException or OperationCanceledException)
            {
                // Timed out, evicted, or gone: nothing to answer and nothing to report.
                return false;
            }

            var (verdict, answer) = Judge(read.Buffer, options.MaxConnectBytes);
            transport.Input.AdvanceTo(read.Buffer.Start, verdict is null ? read.Buffer.End : read.Buffer.Start);
            if (answer is not null) await transport.Output.WriteAsync(answer, CancellationToken.None);
            if (verdict is { } decided) return decided;
            if (read.IsCompleted || read.IsCanceled) return false;
        }
    }

    /// <summary>Null: not enough has arrived. A first byte that cannot begin a CONNECT is refused at once.</summary>
    internal static (bool? Verdict, byte[]? Answer) Judge(in ReadOnlySequence<byte> buffer, int maxConnectBytes)
    {
        var first = new SequenceReader<byte>(buffer);
        if (first.TryPeek(out var header) && header != MqttFrame.ConnectType << 4) return (false, null);
        switch (MqttFrame.TryRead(buffer, maxConnectBytes, out var frame))
        {
            case FrameVerdict.Incomplete: return (null, null);
            case FrameVerdict.Complete: break;
            default: return (false, null);
        }

        Span<byte> start = stackalloc byte[7];
        if (frame.Body.Length < 7) return (false, null);
        frame.Body.Slice(0, 7).CopyTo(start);
        if (!start[..6].SequenceEqual("\0\u0004MQTT"u8)) return (false, start[..6].SequenceEqual("\0\u0006MQIs"u8) ? Refused3 : null);
        // The top bit is mosquitto's mark of a bridge (MQTT 3.1.1 bridge protocol), which changes nothing here.
        return (start[6] & 0x7F) switch
        {
            4 or 5 => (true, null),
            < 4 => (false, Refused3),
            _ => (false, Refused5),
        };
    }

    internal static IPAddress AddressOf(ConnectionContext connection) =>
        (connection.RemoteEndPoint as IPEndPoint)?.Address
        ?? connection.Features.Get<IHttpContextFeature>()?.HttpContext?.Connection.RemoteIpAddress
        ?? IPAddress.None;
}
