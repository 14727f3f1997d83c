using System.Net;
using System.Net.Sockets;

namespace IncubatorHub.Devices.Tests.Support;

/// <summary>One control packet as it came over the wire.</summary>
internal sealed record RawPacket(byte Header, byte[] Body)
{
    public int Type => Header >> 4;

    public int Id => (Body[0] << 8) | Body[1];

    /// <summary>The reason of a PUBACK; 0 where none is sent.</summary>
    public int Reason => Body.Length > 2 ? Body[2] : 0;
}

/// <summary>A socket that speaks exactly the bytes it is given.</summary>
internal sealed class RawClient(Socket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    public static async Task<RawClient> Open(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), TestContext.Current.CancellationToken);
        return new RawClient(socket);
    }

    public async Task Send(params byte[][] packets) => await _stream.WriteAsync(packets.SelectMany(p => p).ToArray(), TestContext.Current.CancellationToken);

    public async Task<RawPacket> Read() =>
        await TryRead() ?? throw new InvalidOperationException("The hub has closed the connection instead of answering.");

    /// <summary>Null when the hub has closed the connection.</summary>
    public async Task<RawPacket?> TryRead()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            var head = await ReadByte(deadline.Token);
            if (head < 0) return null;
            var length = 0;
            for (var shift = 0; ; shift += 7)
            {
                var digit = await ReadByte(deadline.Token);
                if (digit < 0) return null;
                length |= (digit & 0x7F) << shift;
                if ((digit & 0x80) == 0) break;
            }

            var body = new byte[length];
            await _stream.ReadExactlyAsync(body, deadline.Token);
            return new RawPacket((byte)head, body);
        }
        catch (IOException)
        {
            return null;
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"No packet from the hub within {Patience.TotalSeconds} s.", e);
        }
    }

    /// <summary>True when nothing arrives for the given time.</summary>
    public async Task<bool> IsSilentFor(TimeSpan time)
    {
        using var deadline = new CancellationTokenSource(time);
        try
        {
            return await _stream.ReadAsync(new byte[1], deadline.Token) < 0;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    /// <summary>What one read of the socket brings.</summary>
    public async Task<byte[]> ReadOnce()
    {
        var buffer = new byte[65_536];
        var read = await _stream.ReadAsync(buffer, TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
        return buffer[..read];
    }

    public async Task ShouldBeClosed(string why)
    {
        for (var packets = 0; packets < 100; packets++)
            if (await TryRead() is null) return;
        throw new InvalidOperationException("The connection should be closed: " + why);
    }

    public void Dispose() => _stream.Dispose();

    private async Task<int> ReadByte(CancellationToken cancel)
    {
        var one = new byte[1];
        return await _stream.ReadAsync(one, cancel) == 0 ? -1 : one[0];
    }
}
