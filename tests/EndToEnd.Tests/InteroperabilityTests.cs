using System.Globalization;
using System.Text.Json;
using IncubatorHub.EndToEnd.Tests.Support;

namespace IncubatorHub.EndToEnd.Tests;

/// <summary>MQTT clients of other makers against the hub, in both versions and over each transport.</summary>
public sealed class InteroperabilityTests(InteroperabilityTests.SharedHub shared) : IClassFixture<InteroperabilityTests.SharedHub>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData("mqttv311", false, 0)]
    [InlineData("mqttv311", true, 1)]
    [InlineData("mqttv5", false, 1)]
    [InlineData("mqttv5", true, 0)]
    public async Task What_mosquitto_pub_publishes_is_read_through_the_API(string version, bool tls, int qos)
    {
        await Components.Require("mosquitto-clients", "mosquitto_pub");
        var hub = await shared.Hub;
        var gateway = await shared.Next();
        var device = $"{version}-{(tls ? "tls" : "tcp")}";
        var answer = await ChildProcess.Run("mosquitto_pub",
            [.. Login(hub, gateway, version, tls), "-q", Text(qos), "-t", $"ih/v1/{gateway.Key}/t", "-m", Reading(device, 21.5)], Patience);
        answer!.Value.Code.ShouldBe(0, answer.Value.Output);
        await Arrives(hub, gateway, device, 21.5);
    }

    [Theory]
    [InlineData("mqttv311", true)]
    [InlineData("mqttv5", false)]
    public async Task What_mosquitto_sub_subscribes_to_brings_its_own_commands_and_nobody_elses(string version, bool tls)
    {
        await Components.Require("mosquitto-clients", "mosquitto_sub");
        var hub = await shared.Hub;
        var (gateway, other) = (await shared.Next(), await shared.Next());
        // Into a pipe it would say that it has subscribed only at its end; stdbuf (coreutils) makes it say each line at once.
        await using var subscriber = ChildProcess.Start("stdbuf",
            ["-oL", "mosquitto_sub", .. Login(hub, gateway, version, tls), "-q", "1", "-v", "-d", "-W", "60", "-C", "1", "-t", $"ih/v1/{gateway.Key}/cmd", "-t", $"ih/v1/{other.Key}/cmd"]);
        await Until.Holds(() => subscriber.Lines.Any(line => line.Contains("Subscribed", StringComparison.Ordinal)), Patience, "mosquitto_sub's subscription", subscriber.Evidence);
        // 128 and above: refused.
        subscriber.Lines.ShouldContain(line => line.StartsWith("Subscribed", StringComparison.Ordinal) && line.EndsWith(version == "mqttv5" ? ": 1, 135" : ": 1, 128", StringComparison.Ordinal),
            subscriber.Evidence());
        await SendCommand(hub, other);
        var id = await SendCommand(hub, gateway);
        await subscriber.WaitForExit(Patience, "the command at mosquitto_sub");
        subscriber.Lines.ShouldContain(line => line.StartsWith($"ih/v1/{gateway.Key}/cmd", StringComparison.Ordinal) && line.Contains(id, StringComparison.Ordinal), subscriber.Evidence());
        subscriber.Lines.ShouldNotContain(line => line.StartsWith($"ih/v1/{other.Key}/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tcp", 4, 0)]
    [InlineData("tcp", 5, 1)]
    [InlineData("tls", 4, 1)]
    [InlineData("tls", 5, 1)]
    [InlineData("ws", 4, 1)]
    [InlineData("ws", 5, 0)]
    public async Task Paho_publishes_and_takes_commands(string transport, int version, int qos)
    {
        await Components.Require("python3-paho-mqtt", Components.Python, "-c", "import paho.mqtt.client");
        await PublishesAndTakesCommands(Components.Python, Path.Combine(AppContext.BaseDirectory, "clients", "python", "peer.py"), transport, version, qos, "paho");
    }

    [Theory]
    [InlineData("tcp", 4, 1)]
    [InlineData("tcp", 5, 0)]
    [InlineData("tls", 4, 0)]
    [InlineData("tls", 5, 1)]
    [InlineData("ws", 4, 0)]
    [InlineData("ws", 5, 1)]
    public async Task Mqtt_js_publishes_and_takes_commands(string transport, int version, int qos)
    {
        await Components.Require("nodejs", "node", "--version");
        await Components.Require("npm", "npm", "--version");
        await PublishesAndTakesCommands("node", await shared.NodePeer(), transport, version, qos, "mqttjs");
    }

    private async Task PublishesAndTakesCommands(string program, string script, string transport, int version, int qos, string name)
    {
        var hub = await shared.Hub;
        var (gateway, other) = (await shared.Next(), await shared.Next());
        var device = $"{name}-{transport}-{Text(version)}";
        var ask = JsonSerializer.Serialize(new
        {
            host = "localhost", port = transport switch { "tls" => hub.TlsPort, "ws" => hub.HttpPort, _ => hub.MqttPort }, transport, version,
            ca = Path.Combine(hub.Certificates, "ca.pem"), id = gateway.Key, secret = gateway.Secret,
            publish = new { topic = $"ih/v1/{gateway.Key}/t", payload = Reading(device, 36.6), qos }, foreign = $"ih/v1/{other.Key}/cmd", seconds = 60,
        });
        await using var peer = ChildProcess.Start(program, [script, ask]);
        await Until.Holds(() => peer.HasExited || peer.Lines.Contains("subscribed"), Patience, $"{name}'s subscription and publish", peer.Evidence);
        await SendCommand(hub, other);
        var id = await SendCommand(hub, gateway);
        await peer.WaitForExit(Patience, $"{name}'s command");
        peer.ExitCode.ShouldBe(0, peer.Evidence());
        var saw = JsonElement.Parse(peer.Lines.Last(line => line.StartsWith('{')));
        saw.GetProperty("granted").EnumerateArray().Select(one => one.GetInt32()).ShouldBe([1, version == 5 ? 0x87 : 0x80], "its own topic granted, a foreign one refused");
        saw.GetProperty("published").GetInt32().ShouldBe(1);
        saw.GetProperty("command").GetProperty("id").GetString().ShouldBe(id);
        await Arrives(hub, gateway, device, 36.6);
    }

    private static string[] Login(HubProcess hub, KnownGateway gateway, string version, bool tls) =>
    [
        "-V", version, "-h", "localhost", "-p", Text(tls ? hub.TlsPort : hub.MqttPort), "-i", gateway.Key, "-u", gateway.Key, "-P", gateway.Secret,
        .. tls ? (string[])["--cafile", Path.Combine(hub.Certificates, "ca.pem")] : [],
    ];

    private static string Reading(string device, double value) => string.Create(CultureInfo.InvariantCulture, $$$"""{"d":"{{{device}}}","m":{"temp":{{{value}}}}}""");

    private static async Task Arrives(HubProcess hub, KnownGateway gateway, string device, double value)
    {
        var id = await Until.Has(() => hub.Api.Device(gateway.Id, device), Patience, $"device {device}", hub.Child.Evidence);
        var latest = await hub.Api.Get($"devices/{id}/latest");
        latest[0].GetProperty("value").GetDouble().ShouldBe(value);
    }

    private static async Task<string> SendCommand(HubProcess hub, KnownGateway gateway)
    {
        var command = await hub.Api.Post($"gateways/{gateway.Id}/commands", new { kind = "ping", expiresInSeconds = 60 });
        return command.GetProperty("id").GetGuid().ToString("N");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>One hub for all clients, and the npm client once installed.</summary>
    public sealed class SharedHub : IAsyncDisposable
    {
        private readonly Lazy<Task<HubProcess>> _hub = new(() => HubProcess.Start(gateways: 60));
        private string? _node;
        private int _next;

        internal Task<HubProcess> Hub => _hub.Value;

        /// <summary>A gateway that no other test uses.</summary>
        internal async Task<KnownGateway> Next() => (await Hub).Seed.Gateways[_next++];

        internal async Task<string> NodePeer()
        {
            if (_node is null)
            {
                var folder = Directory.CreateTempSubdirectory("ih-e2e-node-").FullName;
                foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "clients", "node"))) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
                _node = folder;
                var installed = await ChildProcess.Run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], TimeSpan.FromMinutes(3), directory: folder);
                if (installed is not { Code: 0 }) Components.Missing($"npm could not install the client mqtt: {installed?.Output}");
            }

            return Path.Combine(_node, "peer.mjs");
        }

        public async ValueTask DisposeAsync()
        {
            if (_hub.IsValueCreated) await (await _hub.Value).DisposeAsync();
            if (_node is not null) Directory.Delete(_node, recursive: true);
        }
    }
}
