using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;

namespace IncubatorHub.Bench.Ingest;

/// <summary>RabbitMQ of the distribution with its MQTT plugin in a directory of its own, a durable queue bound to everything.</summary>
internal sealed class RabbitPeer : IAsyncDisposable
{
    public const int MqttPort = 21_883;
    private const int AmqpPort = 25_673;
    private const int HttpPort = 25_674;
    private const string EpmdPort = "25676";
    private const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private readonly string _directory;
    private readonly Process _process;

    private RabbitPeer(string directory, Process process) => (_directory, _process) = (directory, process);

    public static bool IsInstalled => File.Exists(Server);

    public static async Task<RabbitPeer> Start(string directory)
    {
        Directory.CreateDirectory(directory);
        await File.WriteAllTextAsync(Path.Combine(directory, "rabbitmq.conf"),
            $"""
            listeners.tcp.1 = 127.0.0.1:{AmqpPort}
            mqtt.listeners.tcp.1 = 127.0.0.1:{MqttPort}
            mqtt.prefetch = 100
            management.tcp.ip = 127.0.0.1
            management.tcp.port = {HttpPort}
            disk_free_limit.absolute = 100MB
            """);
        await File.WriteAllTextAsync(Path.Combine(directory, "enabled_plugins"), "[rabbitmq_mqtt,rabbitmq_management].");
        var start = new ProcessStartInfo(Server) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in new[]
        {
            ("HOME", directory), ("RABBITMQ_NODENAME", "bench@localhost"), ("RABBITMQ_BASE", directory), ("RABBITMQ_MNESIA_BASE", Path.Combine(directory, "mnesia")),
            ("RABBITMQ_LOG_BASE", Path.Combine(directory, "log")), ("RABBITMQ_CONFIG_FILE", Path.Combine(directory, "rabbitmq.conf")),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", Path.Combine(directory, "enabled_plugins")), ("RABBITMQ_DIST_PORT", "25675"),
            ("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"), ("ERL_EPMD_ADDRESS", "127.0.0.1"), ("ERL_EPMD_PORT", EpmdPort),
        })
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var peer = new RabbitPeer(directory, process);
        await peer.Declare();
        return peer;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        // The port mapper of Erlang outlives the server that started it.
        using var epmd = Process.Start(new ProcessStartInfo("epmd", ["-port", EpmdPort, "-kill"]) { RedirectStandardOutput = true, UseShellExecute = false });
        await epmd!.WaitForExitAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task Declare()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{HttpPort}") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes("guest:guest")));
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                var queue = await http.PutAsJsonAsync("/api/queues/%2f/bench", new { durable = true });
                queue.EnsureSuccessStatusCode();
                var binding = await http.PostAsJsonAsync("/api/bindings/%2f/e/amq.topic/q/bench", new { routing_key = "#" });
                binding.EnsureSuccessStatusCode();
                // The plugins start one after the other.
                using var mqtt = new TcpClient();
                await mqtt.ConnectAsync("127.0.0.1", MqttPort);
                return;
            }
            catch (Exception e) when (e is HttpRequestException or SocketException)
            {
                if (_process.HasExited || TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromMinutes(2)) throw new InvalidOperationException("RabbitMQ did not start.", e);
                await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, CancellationToken.None);
            }
        }
    }
}
