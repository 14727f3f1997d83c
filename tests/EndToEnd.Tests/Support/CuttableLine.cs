using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>A line between two parties that a test can cut: what stands breaks at once, and nothing new comes through until it is mended.</summary>
internal sealed class CuttableLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private readonly int _target;
    private readonly Task _accepting;
    private volatile bool _isCut;
    private long _bytesHeard;

    public CuttableLine(int target)
    {
        _target = target;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Accept();
    }

    public int Port { get; }

    /// <summary>Whole text lines that went from the target to whoever connected; for protocols of text.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>Bytes that went from the target to whoever connected; for protocols whose messages have one length.</summary>
    public long BytesHeard => Interlocked.Read(ref _bytesHeard);

    public void Cut()
    {
        _isCut = true;
        foreach (var socket in _open.Keys) socket.Close();
    }

    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        Cut();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task Accept()
    {
        var carried = new List<Task>();
        while (!_end.IsCancellationRequested)
        {
            Socket near;
            try
            {
                near = await _listener.AcceptSocketAsync(_end.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }

            carried.RemoveAll(task => task.IsCompleted);
            carried.Add(Carry(near));
        }

        Cut();
        await Task.WhenAll(carried).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Carry(Socket near)
    {
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (near)
        {
            near.NoDelay = true;
            (_open[near], _open[far]) = (0, 0);
            try
            {
                if (_isCut) return;
                await far.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _target), _end.Token);
                await Task.WhenAny(Pump(near, far, null), Pump(far, near, new StringBuilder()));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One side is gone; so is the other.
            }
            finally
            {
                _open.TryRemove(near, out _);
                _open.TryRemove(far, out _);
            }
        }
    }

    private async Task Pump(Socket from, Socket to, StringBuilder? text)
    {
        var buffer = new byte[16 << 10];
        while (!_isCut)
        {
            var read = await from.ReceiveAsync(buffer, SocketFlags.None, _end.Token);
            if (read == 0 || _isCut) return;
            // Noted before it is passed on, so that nothing is carried that was not heard.
            if (text is not null)
            {
                Interlocked.Add(ref _bytesHeard, read);
                Listen(text.Append(Encoding.Latin1.GetString(buffer, 0, read)));
            }
            for (var sent = 0; sent < read;) sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), SocketFlags.None, _end.Token);
        }
    }

    private void Listen(StringBuilder text)
    {
        if (text.Length > 1 << 20) text.Clear();
        var all = text.ToString();
        var end = all.LastIndexOf('\n');
        if (end < 0) return;
        foreach (var line in all[..end].Split('\n')) Heard.Enqueue(line.TrimEnd('\r'));
        text.Remove(0, end + 1);
    }
}
