using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IncubatorHub.Bench.Ingest;

/// <summary>Where the load goes and how a connection names itself there.</summary>
internal sealed record LoadTarget(string Name, int Port, Func<int, (string ClientId, string User, string Password)> Identity, Func<int, string> Topic);

/// <summary>
/// Publishes QoS 1 with a fixed number in flight on each connection: every acknowledgement read lets one more publish go, and what one read
/// frees goes out in one write. MQTT 3.1.1 over plain sockets, the same bytes for every server.
/// </summary>
internal static class LoadClient
{
    public static async Task<LoadResult> Run(LoadTarget target, int connections, int inFlight, Func<int, long, byte[]> payload, TimeSpan warmUp, TimeSpan measure)
    {
        var sockets = new List<Socket>();
        try
        {
            for (var i = 0; i < connections; i++) sockets.Add(await Connect(target, i));
            var counter = new Counter();
            using var end = new CancellationTokenSource();
            var loops = sockets.Select((socket, i) => Task.Run(() => Publish(socket, target.Topic(i), n => payload(i, n), inFlight, counter, end.Token))).ToList();
            await Task.Delay(warmUp, TimeProvider.System, CancellationToken.None);
            var (from, start) = (counter.Acknowledged, TimeProvider.System.GetTimestamp());
            await Task.Delay(measure, TimeProvider.System, CancellationToken.None);
            var rate = (counter.Acknowledged - from) / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            await end.CancelAsync();
            sockets.ForEach(s => s.Close());
            await Task.WhenAll(loops);
            return new LoadResult(rate, counter.Broken);
        }
        finally
        {
            sockets.ForEach(s => s.Dispose());
        }
    }

    private static async Task<Socket> Connect(LoadTarget target, int index)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, target.Port));
        var (clientId, user, password) = target.Identity(index);
        var body = new List<byte>();
        Text(body, "MQTT");
        body.AddRange([4, 0xC2, 0, 0]);
        Text(body, clientId);
        Text(body, user);
        Text(body, password);
        await socket.SendAsync(Frame(0x10, body));
        var answer = new byte[4];
        for (var read = 0; read < 4;)
        {
            var more = await socket.ReceiveAsync(answer.AsMemory(read));
            if (more == 0) throw new InvalidOperationException($"{target.Name} closed the connection on CONNECT.");
            read += more;
        }

        return answer[3] == 0 ? socket : throw new InvalidOperationException($"{target.Name} refused CONNECT with code {answer[3]}.");
    }

    private static async Task Publish(Socket socket, string topic, Func<long, byte[]> payload, int inFlight, Counter counter, CancellationToken end)
    {
        var write = new MemoryStream();
        var read = new byte[16_384];
        long sent = 0;
        var free = inFlight;
        var held = 0;
        try
        {
            while (!end.IsCancellationRequested)
            {
                write.SetLength(0);
                for (; free > 0; free--) write.Write(Message(topic, payload(sent), (ushort)((sent++ % 60_000) + 1)));
                await socket.SendAsync(write.GetBuffer().AsMemory(0, (int)write.Length), end);
                var got = await socket.ReceiveAsync(read.AsMemory(held), end);
                if (got == 0) break;
                held += got;
                free = held / 4;
                for (var i = 0; i < free; i++)
                    if (read[i * 4] != 0x40) throw new InvalidOperationException("Something else than a PUBACK was received.");
                counter.Add(free);
                read.AsSpan(free * 4, held - (free * 4)).CopyTo(read);
                held -= free * 4;
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The end of the measurement closes the sockets; anything before it is counted below.
        }

        if (!end.IsCancellationRequested) counter.Break();
    }

    private static byte[] Message(string topic, byte[] payload, ushort id)
    {
        var body = new List<byte>(payload.Length + topic.Length + 4);
        Text(body, topic);
        Span<byte> two = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(two, id);
        body.AddRange(two);
        body.AddRange(payload);
        return Frame(0x32, body);
    }

    private static byte[] Frame(byte header, List<byte> body)
    {
        var frame = new List<byte>(body.Count + 5) { header };
        var length = body.Count;
        do
        {
            var digit = length & 0x7F;
            length >>= 7;
            frame.Add((byte)(length > 0 ? digit | 0x80 : digit));
        }
        while (length > 0);
        frame.AddRange(body);
        return [.. frame];
    }

    private static void Text(List<byte> into, string text)
    {
        into.AddRange([(byte)(text.Length >> 8), (byte)text.Length]);
        into.AddRange(Encoding.ASCII.GetBytes(text));
    }

    private sealed class Counter
    {
        private long _acknowledged;
        private int _broken;

        public long Acknowledged => Interlocked.Read(ref _acknowledged);

        public int Broken => _broken;

        public void Add(long more) => Interlocked.Add(ref _acknowledged, more);

        public void Break() => Interlocked.Increment(ref _broken);
    }
}

/// <summary>Acknowledged publishes per second, and connections that broke.</summary>
internal readonly record struct LoadResult(double PerSecond, int Broken);
