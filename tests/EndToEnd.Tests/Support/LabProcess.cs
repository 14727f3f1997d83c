using System.Net.Sockets;
using System.Text.Json;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>The simulated laboratory as its own process: its devices on Modbus TCP, its doors on a line, an hour of it in a minute.</summary>
internal sealed class LabProcess : IAsyncDisposable
{
    public const int TimeScale = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _child;
    private readonly Dictionary<string, int> _ports;

    private LabProcess(ChildProcess child, Dictionary<string, int> ports) => (_child, _ports) = (child, ports);

    public int ModbusPort => _ports["lab-1/modbus"];

    public int DoorsPort => _ports["lab-1/doors-1/doors"];

    public static async Task<LabProcess> Start()
    {
        // Nine in the morning: people come.
        var child = ChildProcess.Start("dotnet", [
            ChildProcess.Built("IncubatorHub.HardwareSim"), "lab", "--demo", "1", "--base-port", "0", "--time-scale", "60", "--start", "2026-11-25T09:00:00"]);
        try
        {
            var ready = await Until.Has(() => Task.FromResult(child.Lines.FirstOrDefault(one => one.StartsWith("{\"ready\"", StringComparison.Ordinal))),
                Patience, "the laboratory's ready line", child.Evidence);
            var ports = JsonElement.Parse(ready).GetProperty("ports").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetInt32());
            return new LabProcess(child, ports);
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends one line to the control port; the answer must be OK.</summary>
    public async Task Tell(string line)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", _ports["control"], Until.Cancel);
        await using var stream = client.GetStream();
        await using var writer = new StreamWriter(stream) { AutoFlush = true, NewLine = "\n" };
        using var reader = new StreamReader(stream);
        await writer.WriteLineAsync(line.AsMemory(), Until.Cancel);
        var answer = await reader.ReadLineAsync(Until.Cancel).AsTask().WaitAsync(Patience, Until.Cancel);
        answer.ShouldBe("OK", line);
    }

    public ValueTask DisposeAsync() => _child.DisposeAsync();
}
