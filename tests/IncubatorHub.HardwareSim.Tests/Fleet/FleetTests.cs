using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using IncubatorHub.HardwareSim.Fleet;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace IncubatorHub.HardwareSim.Tests.Fleet;

public sealed class FleetTests : IDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<(string Epoch, long Seq)>> _received = new();
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    private async Task<MqttServer> Broker(int port, Func<bool>? swallow = null)
    {
        var server = new MqttServerFactory().CreateMqttServer(
            new MqttServerOptionsBuilder().WithDefaultEndpoint().WithDefaultEndpointBoundIPAddress(IPAddress.Loopback).WithDefaultEndpointPort(port).Build());
        server.ValidatingConnectionAsync += e =>
        {
            if (e.UserName != e.ClientId || e.Password != "secret-" + e.ClientId) e.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
            return Task.CompletedTask;
        };
        server.InterceptingPublishAsync += e =>
        {
            if (swallow?.Invoke() == true)
            {
                // As a broker that dies between receipt and acknowledgement.
                e.CloseConnection = true;
                e.ProcessPublish = false;
                return Task.CompletedTask;
            }

            var root = JsonDocument.Parse(e.ApplicationMessage.Payload.ToArray()).RootElement;
            _received.GetOrAdd(e.ApplicationMessage.Topic, _ => []).Add((root.GetProperty("epoch").GetString()!, root.GetProperty("seq").GetInt64()));
            return Task.CompletedTask;
        };
        await server.StartAsync();
        return server;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static FleetOptions Options(int port) => new()
    {
        Host = "127.0.0.1", Port = port, Devices = 3, Interval = TimeSpan.FromMilliseconds(25), Window = 4, Jitter = true,
    };

    private static GatewayCredential[] Gateways(int count) =>
        [.. Enumerable.Range(1, count).Select(i => new GatewayCredential($"gw-{i}", $"secret-gw-{i}"))];

    private JsonElement Final() => JsonDocument.Parse(_output.ToString().Trim().Split('\n')[^1]).RootElement;

    private void EveryBatchCameOnceAtLeast(int gateways)
    {
        _received.Keys.ShouldBe(Enumerable.Range(1, gateways).Select(i => $"ih/v1/gw-{i}/t"), ignoreOrder: true);
        long made = 0;
        foreach (var bag in _received.Values)
        {
            bag.Select(b => b.Epoch).Distinct().Count().ShouldBe(1);
            var seqs = bag.Select(b => b.Seq).Distinct().Order().ToArray();
            seqs.ShouldBe(Enumerable.Range(1, seqs.Length).Select(i => (long)i), "no batch is missing");
            made += seqs.Length;
        }

        Final().GetProperty("made").GetInt64().ShouldBe(made);
        Final().GetProperty("acknowledged").GetInt64().ShouldBe(made);
    }

    [Fact]
    public void A_batch_is_columnar_and_says_when_and_in_which_order()
    {
        var gateway = new SimulatedGateway("g", 10, 1, new DateTime(2026, 11, 25, 9, 0, 0, DateTimeKind.Unspecified), "e1");
        gateway.Next(TimeSpan.FromSeconds(10), 1_000);
        var batch = gateway.Next(TimeSpan.FromSeconds(10), 11_000);
        var root = JsonDocument.Parse(batch.Payload).RootElement;
        root.GetProperty("v").GetInt32().ShouldBe(1);
        root.GetProperty("epoch").GetString().ShouldBe("e1");
        root.GetProperty("seq").GetInt64().ShouldBe(2);
        root.GetProperty("sent").GetInt64().ShouldBe(11_000);
        var blocks = root.GetProperty("b").EnumerateArray().ToArray();
        blocks.Length.ShouldBe(10);
        blocks.Select(b => b.GetProperty("d").GetString()).Distinct().Count().ShouldBe(10);
        blocks[0].GetProperty("t0").GetInt64().ShouldBe(11_000);
        blocks[0].GetProperty("m").EnumerateArray().Select(m => m.GetString()).ShouldBe(["temp", "evap_temp", "power", "ambient"]);
        var row = blocks[0].GetProperty("r")[0].EnumerateArray().Select(v => v.GetDouble()).ToArray();
        row[0].ShouldBe(0);
        row[1].ShouldBeInRange(-83, -77);
        blocks.Sum(b => b.GetProperty("r")[0].GetArrayLength() - 1).ShouldBe(batch.Readings);
    }

    [Fact]
    public async Task Every_batch_arrives_and_is_counted()
    {
        var port = FreePort();
        using var broker = await Broker(port);
        await new FleetRun(Gateways(5), Options(port) with { Duration = TimeSpan.FromSeconds(1) }, TimeProvider.System, _output)
            .Run(TestContext.Current.CancellationToken);
        await broker.StopAsync();
        EveryBatchCameOnceAtLeast(5);
        Final().GetProperty("final").GetBoolean().ShouldBeTrue();
        Final().GetProperty("reconnects").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task What_was_not_acknowledged_when_the_line_broke_is_published_again()
    {
        var port = FreePort();
        var publishes = 0;
        using var broker = await Broker(port, swallow: () => Interlocked.Increment(ref publishes) is 7 or 23);
        await new FleetRun(Gateways(2), Options(port) with { Duration = TimeSpan.FromSeconds(2.5) }, TimeProvider.System, _output)
            .Run(TestContext.Current.CancellationToken);
        await broker.StopAsync();
        EveryBatchCameOnceAtLeast(2);
        Final().GetProperty("reconnects").GetInt64().ShouldBe(2);
        Final().GetProperty("republished").GetInt64().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Without_a_broker_it_keeps_a_bounded_number_of_batches_counts_the_rest_and_stops_when_told()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(1));
        await new FleetRun(Gateways(1), Options(FreePort()) with { MaxWaiting = 5 }, TimeProvider.System, _output).Run(stop.Token);
        Final().GetProperty("acknowledged").GetInt64().ShouldBe(0);
        (Final().GetProperty("made").GetInt64() - Final().GetProperty("dropped").GetInt64()).ShouldBe(5);
    }

    [Fact]
    public void The_gateways_file_may_have_a_header_and_says_which_line_is_wrong()
    {
        GatewayCredential.Parse(["id,secret", "a,1", "", " b , 2 "]).ShouldBe([new("a", "1"), new("b", "2")]);
        Should.Throw<FormatException>(() => GatewayCredential.Parse(["a,1", "b"])).Message.ShouldContain("Line 2");
    }

    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("10s", 10)]
    [InlineData("1.5m", 90)]
    [InlineData("2h", 7_200)]
    [InlineData("7", 7)]
    public void Spans_are_written_with_their_unit(string text, double seconds) =>
        FleetCommand.ParseSpan(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("10 days")]
    public void Other_spans_are_refused(string text) => FleetCommand.ParseSpan(text).ShouldBeNull();
}
