using System.Text.Json;

namespace IncubatorHub.Hub.Demo;

/// <summary>A gateway whose secret the demo must know in order to play it.</summary>
/// <param name="Lab">The simulated laboratory behind it; 0: the fleet plays it.</param>
internal sealed record DemoGateway(string Key, string Secret, int Lab);

/// <summary>What the demo has to know at its next start. A file in the demo's data directory, readable only by its owner.</summary>
internal sealed class DemoNotes
{
    public Dictionary<string, Guid> Facilities { get; set; } = [];

    public Dictionary<string, Guid> FirstTenants { get; set; } = [];

    public List<DemoGateway> Gateways { get; set; } = [];

    public List<string> SignIns { get; set; } = [];

    public string ApiKey { get; set; } = "";

    public string BenchSecret { get; set; } = "";

    public long FillMilliseconds { get; set; }

    public long HistoryMilliseconds { get; set; }

    public int Rows { get; set; }

    public long HistoryReadings { get; set; }

    public static DemoNotes? Read(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize<DemoNotes>(File.ReadAllText(path), JsonSerializerOptions.Web) : null;

    /// <summary>Written whole or not at all.</summary>
    public void Write(string path)
    {
        var fresh = path + ".new";
        using (var file = new FileStream(fresh, OwnerOnly()))
            JsonSerializer.Serialize(file, this, JsonSerializerOptions.Web);
        File.Move(fresh, path, overwrite: true);
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
