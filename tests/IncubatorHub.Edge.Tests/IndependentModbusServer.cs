using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IncubatorHub.Edge.Tests;

/// <summary>Another maker's Modbus server (npm modbus-serial, see peers/server.js) as a process that can be killed and started again on its port.</summary>
internal sealed class IndependentModbusServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ih-modbus-server-");
    private Process? _process;

    private IndependentModbusServer()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        Port = ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public int Port { get; }

    /// <summary>What the server printed: <c>ready</c>, then each write as JSON.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>Installs and starts it. Without Node.js, npm or a registry the test is skipped; with CI=true it fails.</summary>
    public static async Task<IndependentModbusServer> Start()
    {
        var server = new IndependentModbusServer();
        try
        {
            foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "peers"))) File.Copy(file, Path.Combine(server._folder.FullName, Path.GetFileName(file)));
            await server.Demand("Node.js is not installed.", "node", "--version");
            await server.Demand("npm could not install modbus-serial.", "npm", "ci", "--omit=optional", "--no-audit", "--no-fund", "--ignore-scripts");
            await server.Resume();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task Kill()
    {
        if (_process is not { } process) return;
        _process = null;
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        Lines.Clear();
    }

    /// <summary>Starts it on the port that it had, with the register map as at the beginning.</summary>
    public async Task Resume()
    {
        _process = Process.Start(Of("node", ["server.js", Port.ToString(CultureInfo.InvariantCulture)]))!;
        _process.OutputDataReceived += (_, e) => Keep(e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Given.Until(() => Lines.Contains("ready"), $"the server's ready line; it said: {string.Join('\n', Lines)}");
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _folder.Delete(recursive: true);
    }

    private void Keep(string? line)
    {
        if (line is not null) Lines.Enqueue(line);
    }

    private async Task Demand(string reason, string program, params string[] arguments)
    {
        var (code, output) = await Run(program, arguments);
        if (code == 0) return;
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"{reason} With CI=true it must be there.\n{output}");
        Assert.Skip(reason);
    }

    private async Task<(int Code, string Output)> Run(string program, string[] arguments)
    {
        try
        {
            using var process = Process.Start(Of(program, arguments))!;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(Patience);
            try
            {
                var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
                await process.WaitForExitAsync(patience.Token);
                return (process.ExitCode, await output + await error);
            }
            finally
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
            }
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (127, e.Message);
        }
    }

    private ProcessStartInfo Of(string program, string[] arguments) => new(program, arguments)
    {
        WorkingDirectory = _folder.FullName, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
    };
}
