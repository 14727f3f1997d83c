using System.Globalization;
using IncubatorHub.Edge.Spool;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>A folder for the spool and its bound in MiB.</summary>
internal sealed record SpoolPlace(string Folder, int MaxMegabytes);

/// <summary>An edge agent as its own process. It can be killed and started again on the same spool.</summary>
internal sealed class EdgeProcess : IAsyncDisposable
{
    private readonly Dictionary<string, string> _environment;
    private readonly bool _ownsFolder;
    private ChildProcess? _child;

    /// <param name="known">The gateway that it is.</param>
    /// <param name="hubPort">Where it believes the hub's broker to be.</param>
    /// <param name="backlogPerSecond">Pace of its backlog.</param>
    /// <param name="spool">Where its spool lies and how large its telemetry may grow; by default a folder of its own and the agent's default.</param>
    public EdgeProcess(KnownGateway known, int hubPort, int backlogPerSecond, SpoolPlace? spool = null)
    {
        _ownsFolder = spool is null;
        Folder = spool is null ? Directory.CreateTempSubdirectory("ih-e2e-edge-") : new DirectoryInfo(spool.Folder);
        _environment = new Dictionary<string, string>
        {
            ["IH_EDGE__GatewayId"] = known.Key,
            ["IH_EDGE__Secret"] = known.Secret,
            ["IH_EDGE__Hub__Host"] = "127.0.0.1",
            ["IH_EDGE__Hub__Port"] = hubPort.ToString(CultureInfo.InvariantCulture),
            ["IH_EDGE__Hub__Tls"] = "false",
            ["IH_EDGE__Hub__BacklogPerSecond"] = backlogPerSecond.ToString(CultureInfo.InvariantCulture),
            ["IH_EDGE__Spool__Path"] = SpoolPath,
        };
        if (spool is not null) _environment["IH_EDGE__Spool__MaxMegabytes"] = spool.MaxMegabytes.ToString(CultureInfo.InvariantCulture);
    }

    public DirectoryInfo Folder { get; }

    public ChildProcess Child => _child ?? throw new InvalidOperationException("The agent is not running.");

    public string Evidence() => _child?.Evidence() ?? "(not started)";

    private string SpoolPath => Path.Combine(Folder.FullName, "spool.db");

    public async Task Start()
    {
        if (_child is not null) await _child.DisposeAsync();
        _child = ChildProcess.Start("dotnet", [ChildProcess.Built("IncubatorHub.Edge")], _environment, Folder.FullName);
    }

    public Task Kill() => _child!.Kill();

    /// <summary>What lies in the spool of an agent that was killed; read from a copy, so that the next start finds the file as death left it.</summary>
    public (List<SpoolReading> Readings, int Events) Spooled()
    {
        var copy = Directory.CreateTempSubdirectory("ih-e2e-spool-");
        try
        {
            foreach (var file in Folder.GetFiles("spool.db*")) file.CopyTo(Path.Combine(copy.FullName, file.Name));
            using var spool = new SpoolFile(Path.Combine(copy.FullName, "spool.db"), 1L << 30);
            return ([.. spool.ReadTelemetry(0, long.MaxValue, 100_000).SelectMany(entry => entry.Readings)], spool.ReadEvents(0, 100_000).Count);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            copy.Delete(recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_child is not null) await _child.DisposeAsync();
        if (_ownsFolder) Folder.Delete(recursive: true);
    }
}
