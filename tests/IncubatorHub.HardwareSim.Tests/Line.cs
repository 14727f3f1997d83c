using System.Net.Sockets;
using System.Text;

namespace IncubatorHub.HardwareSim.Tests;

/// <summary>A client of a line protocol, and of raw bytes; every wait is bounded.</summary>
internal sealed class Line : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly TcpClient _client;
    private readonly StreamReader _reader;

    private Line(TcpClient client)
    {
        _client = client;
        _reader = new StreamReader(client.GetStream(), Encoding.ASCII);
    }

    public NetworkStream Stream => _client.GetStream();

    public static async Task<Line> Connect(int port)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        return new Line(client);
    }

    public async Task Send(string text) => await Stream.WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);

    /// <summary>The next line, or null when the other side has closed or reset.</summary>
    public async Task<string?> Next()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await _reader.ReadLineAsync(patience.Token);
        }
        catch (IOException)
        {
            return null;
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException("Waited in vain for a line.", e);
        }
    }

    public async Task<string?> Ask(string line)
    {
        await Send(line + "\n");
        return await Next();
    }

    public void Dispose() => _client.Dispose();
}
