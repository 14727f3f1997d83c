using System.Globalization;
using System.Net;
using System.Text.Json;
using IncubatorHub.HardwareSim.Faults;
using IncubatorHub.HardwareSim.Lines;

namespace IncubatorHub.HardwareSim.Labs;

/// <summary>Runs laboratories in real time until it is told to stop.</summary>
internal sealed class LabHost : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    /// <summary>After a suspended machine wakes up, the laboratories do not make up for more than this.</summary>
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time;
    private readonly TcpService _control;

    public LabHost(LabsConfig config, TimeProvider time)
    {
        config.Check();
        _time = time;
        if (!IPAddress.TryParse(config.Host, out var host)) throw new ArgumentException($"host: '{config.Host}' is no IP address.");
        Labs = [.. config.Labs.Select(l => new Laboratory(l, host, Board, time))];
        _control = new TcpService("control", new IPEndPoint(IPAddress.Loopback, config.ControlPort), 8, new ControlLine(Board).Serve);
    }

    public FaultBoard Board { get; } = new();
    public IReadOnlyList<Laboratory> Labs { get; }

    /// <summary>Listens everywhere; throws <see cref="System.Net.Sockets.SocketException"/> when a port is taken.</summary>
    public void Open()
    {
        _control.Open();
        foreach (var lab in Labs) lab.Open();
    }

    /// <summary>The line that tells whoever started the program where everything listens.</summary>
    public string ReadyLine()
    {
        var ports = new SortedDictionary<string, int>(StringComparer.Ordinal) { ["control"] = _control.Port };
        foreach (var lab in Labs)
            foreach (var (name, service) in lab.Services) ports[name] = service.Port;
        return JsonSerializer.Serialize(new { ready = true, ports });
    }

    public int PortOf(string name) => name == "control"
        ? _control.Port
        : Labs.Select(l => l.Services.GetValueOrDefault(name)).FirstOrDefault(s => s is not null)?.Port
          ?? throw new KeyNotFoundException(string.Create(CultureInfo.InvariantCulture, $"Nothing listens by the name {name}."));

    /// <summary>Lets time pass until cancelled; returns then without an exception.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick, _time);
        var last = _time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var now = _time.GetTimestamp();
                var step = _time.GetElapsedTime(last, now);
                last = now;
                foreach (var lab in Labs) lab.Advance(step < LongestStep ? step : LongestStep);
            }
        }
        catch (OperationCanceledException)
        {
            // The way to stop.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _control.DisposeAsync();
        foreach (var lab in Labs) await lab.DisposeAsync();
    }
}
