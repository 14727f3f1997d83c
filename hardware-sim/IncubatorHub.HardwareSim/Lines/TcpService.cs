using System.Net;
using System.Net.Sockets;

namespace IncubatorHub.HardwareSim.Lines;

/// <summary>
/// One listening address with a bounded number of connections, that can be cut and mended as a cable can: cut, it drops every
/// connection and refuses new ones; mended, it listens on the same port again.
/// </summary>
internal sealed class TcpService(string name, IPEndPoint address, int maxConnections, Func<Stream, CancellationToken, Task> serve)
    : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Socket, Task> _sessions = [];
    private IPEndPoint _address = address;
    private CancellationTokenSource? _line;
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;
    private bool _disposed;

    public string Name => name;
    public int Port => _address.Port;

    /// <summary>It has listened at some time, so its port is known.</summary>
    public bool WasOpened { get; private set; }

    /// <summary>Connections that are open now.</summary>
    public int ConnectionCount
    {
        get { lock (_gate) return _sessions.Count; }
    }

    /// <summary>Connections turned away because there were too many.</summary>
    public long RefusedCount { get; private set; }

    /// <summary>Listens; does nothing when it already does. Throws <see cref="SocketException"/> when the port is taken.</summary>
    public void Open()
    {
        lock (_gate)
        {
            if (_listener is not null || _disposed) return;
            var listener = new Socket(_address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                listener.Bind(_address);
                listener.Listen(64);
            }
            catch
            {
                listener.Dispose();
                throw;
            }

            _address = (IPEndPoint)listener.LocalEndPoint!;
            _listener = listener;
            WasOpened = true;
            _line = new CancellationTokenSource();
            var token = _line.Token;
            _accepting = Task.Run(() => Accept(listener, token), CancellationToken.None);
        }
    }

    public void Cut()
    {
        lock (_gate)
        {
            // First the token: what fails from now on fails because the line was cut.
            _line?.Cancel();
            _listener?.Dispose();
            _listener = null;
            foreach (var socket in _sessions.Keys) Reset(socket);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task[] sessions;
        lock (_gate) _disposed = true;
        Cut();
        lock (_gate) sessions = [.. _sessions.Values, _accepting];
        await Task.WhenAll(sessions);
        _line?.Dispose();
    }

    private async Task Accept(Socket listener, CancellationToken line)
    {
        while (!line.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptAsync(line);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException) when (line.IsCancellationRequested)
            {
                return;
            }
            catch (SocketException e)
            {
                // A client that hung up before it was accepted, or no file descriptors left: the listener goes on.
                await Console.Error.WriteLineAsync($"{name}: accept failed ({e.SocketErrorCode}); going on.");
                await Task.Yield();
                continue;
            }

            Begin(socket, line);
        }
    }

    private void Begin(Socket socket, CancellationToken line)
    {
        lock (_gate)
        {
            if (line.IsCancellationRequested || _sessions.Count >= maxConnections)
            {
                if (!line.IsCancellationRequested) RefusedCount++;
                Reset(socket);
                return;
            }

            socket.NoDelay = true;
            _sessions.Add(socket, Task.Run(() => Serve(socket, line), CancellationToken.None));
        }
    }

    private async Task Serve(Socket socket, CancellationToken line)
    {
        try
        {
            var stream = new NetworkStream(socket, ownsSocket: false);
            await using (stream) await serve(stream, line);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side or the line went away; whatever it wanted, it asks again on a new connection.
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"{name}: connection closed by a fault of the simulator: {e}");
        }
        finally
        {
            lock (_gate) _sessions.Remove(socket);
            socket.Dispose();
        }
    }

    /// <summary>Closes with a reset, as a pulled cable ends in the eyes of the peer; nothing lingers.</summary>
    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            return;
        }

        socket.Dispose();
    }
}
