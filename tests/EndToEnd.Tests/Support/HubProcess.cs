using System.Globalization;
using System.Net;
using IncubatorHub.Devices.Broker;

namespace IncubatorHub.EndToEnd.Tests.Support;

/// <summary>The hub as its own process, on a seeded data directory and free ports. It can be killed and started again on the same data.</summary>
internal sealed class HubProcess : IAsyncDisposable
{
    // On a busy machine a start takes several seconds, most of it compiling.
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);

    private readonly Dictionary<string, string> _environment;
    private readonly HttpClient _probe;
    private readonly bool _ownsDirectory;
    private ChildProcess? _child;

    private HubProcess(string directory, bool ownsDirectory, HubSeed seed, IReadOnlyDictionary<string, string> settings)
    {
        (DataDirectory, Seed, _ownsDirectory) = (directory, seed, ownsDirectory);
        var ports = FreePorts.Take(3);
        (HttpPort, MqttPort, TlsPort) = (ports[0], ports[1], ports[2]);
        // The broker's certificate lies beside the data, so that a full disk of the data does not touch it.
        Certificates = Directory.CreateTempSubdirectory("ih-e2e-tls-").FullName;
        DemoCertificate.Create(TimeProvider.System).WriteTo(Certificates);
        _environment = new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Kestrel__Endpoints__Http__Url"] = Address.ToString(),
            ["DataDirectory"] = DataDirectory,
            // A test asks faster than a person or a fair program.
            ["RateLimits__CallerPerMinute"] = "60000",
            ["RateLimits__CallerBurst"] = "60000",
            ["Mqtt__Tcp__Port"] = Text(MqttPort),
            ["Mqtt__Tls__Enabled"] = "true",
            ["Mqtt__Tls__Address"] = "127.0.0.1",
            ["Mqtt__Tls__Port"] = Text(TlsPort),
            ["Mqtt__Tls__CertificateFile"] = Path.Combine(Certificates, "server.pem"),
            ["Mqtt__Tls__KeyFile"] = Path.Combine(Certificates, "server.key"),
        };
        foreach (var (name, value) in settings) _environment[name] = value;
        _probe = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        Api = new HubApi(Address, seed.ApiKey);
    }

    public string DataDirectory { get; }

    /// <summary>Its environment, as it was started with.</summary>
    public IReadOnlyDictionary<string, string> Settings => _environment;

    public HubSeed Seed { get; }

    public int HttpPort { get; }

    public int MqttPort { get; }

    public int TlsPort { get; }

    /// <summary>Holds <c>ca.pem</c>.</summary>
    public string Certificates { get; }

    public Uri Address => new($"http://127.0.0.1:{Text(HttpPort)}/");

    public HubApi Api { get; }

    public ChildProcess Child => _child ?? throw new InvalidOperationException("The hub is not running.");

    /// <summary>Seeds a directory of its own, or the given one, and starts a hub on it; it answers when this returns.</summary>
    public static async Task<HubProcess> Start(int gateways, string? directory = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var data = directory ?? Directory.CreateTempSubdirectory("ih-e2e-").FullName;
        var seed = await HubSeed.Write(data, gateways, Until.Cancel, settings);
        var hub = new HubProcess(data, directory is null, seed, settings ?? new Dictionary<string, string>());
        try
        {
            await hub.Restart();
            return hub;
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again on the same data and ports; waits until it answers.</summary>
    public async Task Restart()
    {
        if (_child is not null) await _child.DisposeAsync();
        _child = ChildProcess.Start("dotnet", [ChildProcess.Built("IncubatorHub.Hub")], _environment, DataDirectory);
        await Until.Holds(async () =>
        {
            Child.HasExited.ShouldBeFalse($"the hub keeps running after its start\n{Child.Evidence()}");
            return await Answers();
        }, StartPatience, "the hub's first answer", Child.Evidence);
    }

    /// <summary>SIGKILL.</summary>
    public Task Kill() => Child.Kill();

    public async ValueTask DisposeAsync()
    {
        if (_child is not null) await _child.DisposeAsync();
        _probe.Dispose();
        Api.Dispose();
        Directory.Delete(Certificates, recursive: true);
        if (_ownsDirectory) Directory.Delete(DataDirectory, recursive: true);
    }

    private async Task<bool> Answers()
    {
        try
        {
            using var answer = await _probe.GetAsync(new Uri("health/live", UriKind.Relative), Until.Cancel);
            return answer.StatusCode is HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !Until.Cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
