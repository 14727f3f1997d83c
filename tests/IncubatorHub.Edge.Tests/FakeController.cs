using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IncubatorHub.Edge.Tests;

/// <summary>A door controller that keeps its events until they are acknowledged and sends them again at each HELLO.</summary>
internal sealed class FakeController : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly SortedDictionary<long, string> _events = [];
    private readonly Lock _gate = new();
    private readonly Task _serving;
    private TcpClient? _client;
    private long _next = 1;

    public FakeController()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;
    public ConcurrentQueue<long> Acknowledged { get; } = [];
    public ConcurrentQueue<string> Commands { get; } = [];
    public bool IgnoresAcknowledgements { get; set; }
    public string Answer { get; set; } = "OK";
    public int Hellos { get; private set; }

    public void Raise(string tail, long time = 1_795_559_400_000)
    {
        string line;
        lock (_gate)
        {
            line = $"EVT {_next} {time + _next} {tail}\n";
            _events[_next++] = line;
        }
        Send(line);
    }

    public void Send(string text)
    {
        lock (_gate)
        {
            if (_client is not { Connected: true } client) return;
            try
            {
                client.GetStream().Write(Encoding.ASCII.GetBytes(text));
            }
            catch (IOException)
            {
            }
        }
    }

    public void CutLine()
    {
        lock (_gate) _client?.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        CutLine();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            try
            {
                while (await reader.ReadLineAsync(_stop.Token) is { } line) Take(line, client);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
            }
        }
    }

    private void Take(string line, TcpClient client)
    {
        var parts = line.Split(' ');
        lock (_gate)
        {
            switch (parts[0])
            {
                case "HELLO":
                    Hellos++;
                    _client = client;
                    Send($"READY ctl-a {_events.Keys.FirstOrDefault()}\n");
                    foreach (var one in _events.Values) Send(one);
                    break;
                case "ACK":
                    Acknowledged.Enqueue(long.Parse(parts[1]));
                    if (!IgnoresAcknowledgements) _events.Remove(long.Parse(parts[1]));
                    break;
                case "UNLOCK" or "LOCK":
                    Commands.Enqueue(line);
                    Send(Answer == "OK" ? $"OK {parts[^1]}\n" : $"ERR {parts[^1]} {Answer}\n");
                    break;
            }
        }
    }
}
