using System.Diagnostics;

namespace IncubatorHub.Hub.Demo;

/// <summary>The simulated laboratories and edge agents of the demo: child processes, stopped with it.</summary>
internal sealed class DemoProcesses(DirectoryInfo data) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly List<Process> _running = [];

    /// <summary>What the simulator says of its registers.</summary>
    public static async Task<string> Describe(CancellationToken cancel)
    {
        using var process = Process.Start(Dotnet("IncubatorHub.HardwareSim", ["describe"]))!;
        var text = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"The simulator ended with {process.ExitCode}: {await process.StandardError.ReadToEndAsync(cancel)}");
    }

    /// <summary>Starts one; its output goes to a log file of the demo.</summary>
    public void Start(string name, string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var logs = Directory.CreateDirectory(Path.Combine(data.FullName, "logs"));
        var start = Dotnet(program, arguments);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        var process = new Process { StartInfo = start };
        var log = TextWriter.Synchronized(new StreamWriter(Path.Combine(logs.FullName, $"{name}.log")) { AutoFlush = true });
        process.OutputDataReceived += (_, line) => log.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => log.WriteLine(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _running.Add(process);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running.Where(one => !one.HasExited))
            await Stop(process);
        _running.ForEach(process => process.Dispose());
    }

    // SIGTERM first: an edge agent closes its spool in order.
    private static async Task Stop(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync(patience.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or System.ComponentModel.Win32Exception)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static ProcessStartInfo Dotnet(string program, IReadOnlyList<string> arguments) => new(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [PathOf(program), .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    // Beside this program when published; in its own output folder when built from source.
    private static string PathOf(string program)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        string[] candidates =
        [
            Path.Combine(here.FullName, program, program + ".dll"),
            Path.Combine(here.Parent!.Parent!.FullName, program, here.Name, program + ".dll"),
        ];
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{program} is needed for the demo; looked for {string.Join(" and ", candidates)}.");
    }
}
