using System.Globalization;
using IncubatorHub.Edge.Spool;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>An edge agent as its own process. It can be killed and started again on the same spool.</summary>
internal sealed class EdgeProcess : IAsyncDisposable
{
    private readonly Dictionary<string, string> _environment;
    private ChildProcess? _child;

    /// <param name="known">The gateway that it is.</param>
    /// <param name="hubPort">Where it believes the hub's broker to be.</param>
    /// <param name="backlogPerSecond">Pace of its backlog.</param>
    public EdgeProcess(KnownGateway known, int hubPort, int backlogPerSecond)
    {
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
    }

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("ih-e2e-edge-");

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
        Folder.Delete(recursive: true);
    }
}
