using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>A process that a test started; its last output is kept as evidence. It is killed at the latest when disposed.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 4_000;
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Lines of both outputs, oldest first.</summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>The end of the output, for a failure's message.</summary>
    public string Evidence() => string.Join('\n', Lines.TakeLast(40));

    public static ChildProcess Start(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? directory = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = directory ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        // Each start compiles anew; quick compilation first is what a service restart sees too.
        start.Environment["DOTNET_NOLOGO"] = "1";
        var child = new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start."));
        child._process.OutputDataReceived += (_, e) => child.Keep(e.Data);
        child._process.ErrorDataReceived += (_, e) => child.Keep(e.Data);
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        child._process.StandardInput.Close();
        return child;
    }

    /// <summary>Runs a program to its end and returns what it printed; a program that is not there gives null.</summary>
    public static async Task<(int Code, string Output)?> Run(
        string program, IEnumerable<string> arguments, TimeSpan patience, IReadOnlyDictionary<string, string>? environment = null, string? directory = null)
    {
        ChildProcess child;
        try
        {
            child = Start(program, arguments, environment, directory);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        await using (child)
        {
            await child.WaitForExit(patience, $"the end of {program}");
            return (child.ExitCode, string.Join('\n', child.Lines));
        }
    }

    /// <summary>A program of this build, beside the tests' own output.</summary>
    public static string Built(string project)
    {
        var file = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", project, "debug", project + ".dll"));
        File.Exists(file).ShouldBeTrue($"{file} is built with the tests");
        return file;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task Kill()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(Until.Cancel).WaitAsync(Farewell, Until.Cancel);
    }

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    public async Task Terminate()
    {
        using (var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync(Until.Cancel);
        await WaitForExit(Farewell, "the end after SIGTERM");
    }

    public async Task WaitForExit(TimeSpan patience, string what)
    {
        try
        {
            await _process.WaitForExitAsync(Until.Cancel).WaitAsync(patience, Until.Cancel);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"Waited {patience.TotalSeconds:0} s for: {what}.\n{Evidence()}", e);
        }
    }

    /// <summary>Resident memory, in bytes, as the kernel counts it.</summary>
    public long ResidentBytes()
    {
        var line = File.ReadLines($"/proc/{Id.ToString(CultureInfo.InvariantCulture)}/status").First(one => one.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Farewell, CancellationToken.None);
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        _lines.Enqueue(line);
        while (_lines.Count > KeptLines) _lines.TryDequeue(out _);
    }
}
