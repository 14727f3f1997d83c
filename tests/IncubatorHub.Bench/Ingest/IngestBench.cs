using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace IncubatorHub.Bench.Ingest;

/// <summary>
/// <c>ingest [SECONDS]</c>: durable acknowledged publishes a second, the hub in a process of its own, against the same hub that awaits each
/// commit and against RabbitMQ's durable queue. Figures move with the machine; the ratios within one run are what counts.
/// </summary>
internal static class IngestBench
{
    private const int Gateways = 300;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static async Task Run(int seconds)
    {
        var measure = TimeSpan.FromSeconds(seconds);
        double hubSmall, hubJson, one, oneAwaiting, awaiting;
        await using (var hub = await HubProcess.Start(Gateways, awaits: false))
        {
            hubSmall = await Measure(hub.Target("hub", 't'), Gateways, Payloads.Small, measure);
            hubJson = await Measure(hub.Target("hub", 't'), Gateways, Payloads.Batch, measure);
            one = await Measure(hub.Target("hub", 't'), 1, Payloads.Small, measure);
        }

        await using (var hub = await HubProcess.Start(Gateways, awaits: true))
        {
            awaiting = await Measure(hub.Target("hub, awaiting each commit", 't'), Gateways, Payloads.Small, measure);
            oneAwaiting = await Measure(hub.Target("hub, awaiting each commit", 't'), 1, Payloads.Small, measure);
        }

        Console.WriteLine($"hub / awaiting each commit, 300 × 10, 100 B      {hubSmall / awaiting:0.0}");
        Console.WriteLine($"hub / awaiting each commit, 1 × 10, 100 B        {one / oneAwaiting:0.0}   (goal: at least 4)");
        if (!RabbitPeer.IsInstalled)
        {
            Console.WriteLine("rabbitmq-server is not installed; the comparison is left out.");
            return;
        }

        await using var rabbit = await RabbitPeer.Start(Path.Combine(Path.GetTempPath(), $"bench-rabbit-{Environment.ProcessId}"));
        var target = new LoadTarget("RabbitMQ, durable queue", RabbitPeer.MqttPort, i => (HubUnderLoad.KeyOf(i), "guest", "guest"), i => $"ih/v1/{HubUnderLoad.KeyOf(i)}/t");
        var rabbitSmall = await Measure(target, Gateways, Payloads.Small, measure);
        var rabbitJson = await Measure(target, Gateways, Payloads.Batch, measure);
        Console.WriteLine($"hub / RabbitMQ, 300 × 10, 100 B                  {hubSmall / rabbitSmall:0.0}   (goal: at least 10)");
        Console.WriteLine($"hub / RabbitMQ, 300 × 10, JSON of 50 readings    {hubJson / rabbitJson:0.0}   (goal: at least 1.2)");
    }

    private static async Task<double> Measure(LoadTarget target, int connections, (string Name, Func<int, long, byte[]> Make) payload, TimeSpan measure)
    {
        Payloads.Phase++;
        var result = await LoadClient.Run(target, connections, inFlight: 10, payload.Make, WarmUp, measure);
        var broken = result.Broken == 0 ? "" : $", {result.Broken} connections broke";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Name,-28} {connections,4} × 10  {payload.Name,-24} {result.PerSecond,10:0} publishes/s{broken}"));
        return result.PerSecond;
    }
}

/// <summary>What is published.</summary>
internal static class Payloads
{
    /// <summary>Moves the timestamps by an hour with each measurement, so that none repeats the readings of another.</summary>
    public static int Phase { get; set; }

    /// <summary>One reading in 100 bytes, with a time of its own so that none repeats another.</summary>
    public static (string, Func<int, long, byte[]>) Small { get; } = ("100 B, one reading", (gateway, n) =>
    {
        var text = $$"""{"v":1,"b":[{"d":"freezer-{{gateway % 10}}","t0":{{Start + (Phase * 3_600_000L) + n}},"m":["temp"],"r":[[0,-79.4]]}]}""";
        return Encoding.ASCII.GetBytes(text.PadRight(100));
    });

    /// <summary>50 readings of 5 metrics in one block.</summary>
    public static (string, Func<int, long, byte[]>) Batch { get; } = ("JSON, 50 readings", (gateway, n) =>
    {
        var rows = string.Join(',', Enumerable.Range(0, 10).Select(row => $"[{row * 1000},{-79.4 + (row * 0.1):0.0},{512 + row}.25,{row % 2},21.{row},{40 + row}.5]"));
        return Encoding.ASCII.GetBytes($$"""{"v":1,"epoch":"b7","seq":{{n + 1}},"b":[{"d":"freezer-{{gateway % 10}}","t0":{{Start - 500_000_000 + (n * 10_000)}},"m":["temp","power","door","room","humidity"],"r":[{{rows}}]}]}""");
    });

    // Half a day ago, so that a fast run does not reach the future.
    private static long Start { get; } = TimeProvider.System.GetUtcNow().AddHours(-12).ToUnixTimeMilliseconds();
}

/// <summary>The hub as a child process.</summary>
internal sealed class HubProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _directory;
    private readonly int _port;

    private HubProcess(Process process, string directory, int port) => (_process, _directory, _port) = (process, directory, port);

    public static async Task<HubProcess> Start(int gateways, bool awaits)
    {
        var directory = Directory.CreateTempSubdirectory("bench-hub").FullName;
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(HubProcess).Assembly.Location);
        foreach (var argument in new[] { "ingest-hub", directory, gateways.ToString(CultureInfo.InvariantCulture), awaits ? "await" : "fast" }) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("port ", StringComparison.Ordinal)) continue;
            _ = process.StandardOutput.ReadToEndAsync();
            return new HubProcess(process, directory, int.Parse(line.AsSpan(5), CultureInfo.InvariantCulture));
        }

        throw new InvalidOperationException("The hub under load did not start.");
    }

    public LoadTarget Target(string name, char tail) => new(
        name, _port, i => (HubUnderLoad.KeyOf(i), HubUnderLoad.KeyOf(i), HubUnderLoad.SecretOf(i)), i => $"ih/v1/{HubUnderLoad.KeyOf(i)}/{tail}");

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        Directory.Delete(_directory, recursive: true);
    }
}
