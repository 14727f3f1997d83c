using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using IncubatorHub.Edge.Settings;
using IncubatorHub.Edge.Uplinks;
using IncubatorHub.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace IncubatorHub.Edge.Tests;

/// <summary>A broker in this process that records what it was given and refuses or stalls on demand.</summary>
internal sealed class Hub : IAsyncDisposable
{
    private readonly MqttServer _server;

    public Hub(int? port = null)
    {
        Port = port ?? FreePort();
        _server = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder().WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback).WithDefaultEndpointBoundIPV6Address(IPAddress.None).WithDefaultEndpointPort(Port).Build());
        _server.ValidatingConnectionAsync += e =>
        {
            if (e.UserName != e.ClientId || e.Password != "secret") e.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
            return Task.CompletedTask;
        };
        _server.InterceptingPublishAsync += async e =>
        {
            if (e.ClientId.Length == 0) return;
            if (!GatewayTopic.TryParse(e.ApplicationMessage.Topic, out _, out var kind)) return;
            if (Refuses?.Invoke(kind) == true)
            {
                e.CloseConnection = true;
                return;
            }
            await (Gate?.Task ?? Task.CompletedTask);
            Received.Enqueue((kind, System.Text.Encoding.UTF8.GetString(System.Buffers.BuffersExtensions.ToArray(e.ApplicationMessage.Payload)), e.ApplicationMessage.Retain));
        };
    }

    public int Port { get; }
    public Func<GatewayTopicKind, bool>? Refuses { get; set; }
    public TaskCompletionSource? Gate { get; set; }
    public ConcurrentQueue<(GatewayTopicKind Kind, string Text, bool Retain)> Received { get; } = [];

    public List<long> Telemetry => [.. Received.Where(r => r.Kind == GatewayTopicKind.Telemetry).Select(r => Number(r.Text))];
    public List<long> Events => [.. Received.Where(r => r.Kind == GatewayTopicKind.Events)
        .SelectMany(r => EventReader.Read(System.Text.Encoding.UTF8.GetBytes(r.Text)).Events).Select(e => e.Sequence)];

    public Task StartAsync() => _server.StartAsync();

    public Task SendAsync(string gateway, GatewayTopicKind kind, byte[] payload) => _server.InjectApplicationMessage(
        new InjectedMqttApplicationMessage(new MqttApplicationMessageBuilder().WithTopic(GatewayTopic.For(gateway, kind)).WithPayload(payload)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build()));

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        _server.Dispose();
    }

    private static long Number(string text) => System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("seq").GetInt64();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

public sealed class UplinkTests : IDisposable
{
    private readonly Given _given = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly ConcurrentQueue<(GatewayTopicKind, string)> _inbox = [];

    public void Dispose()
    {
        _stop.Dispose();
        _given.Dispose();
    }

    private MqttUplink Uplink(Hub hub, Spool.SpoolFile spool, string secret = "secret") =>
        new(new EdgeSettings { GatewayId = "gw-001", Hub = new() { Host = "127.0.0.1", Port = hub.Port, Tls = false } }, secret, spool.Epoch, TimeProvider.System);

    private UplinkPump Pump(Spool.SpoolFile spool, IUplink uplink, int backlogPerSecond = 1000) =>
        new(spool, uplink, new(10, backlogPerSecond), (kind, payload) => _inbox.Enqueue((kind, System.Text.Encoding.UTF8.GetString(payload.Span))), TimeProvider.System, NullLogger<UplinkPump>.Instance);

    [Fact]
    public async Task Everything_arrives_and_leaves_the_spool_only_then()
    {
        var spool = _given.Spool();
        for (var i = 1; i <= 30; i++) spool.Append([Given.Reading(i, i)], [Given.Event()], i);
        await using var hub = new Hub { Gate = new(TaskCreationOptions.RunContinuationsAsynchronously) };
        await hub.StartAsync();
        await using var uplink = Uplink(hub, spool);
        using var pump = Pump(spool, uplink);
        var running = pump.RunAsync(_stop.Token);
        spool.Depth().TelemetryEntries.ShouldBe(30);
        hub.Gate.SetResult();
        await Given.Until(() => spool.Depth() is { TelemetryEntries: 0, Events: 0 }, "an empty spool");
        hub.Telemetry.Order().ShouldBe(Enumerable.Range(1, 30).Select(i => (long)i));
        hub.Events.ShouldBe(Enumerable.Range(1, 30).Select(i => (long)i));
        var first = hub.Received.First();
        first.Kind.ShouldBe(GatewayTopicKind.State);
        first.Retain.ShouldBeTrue();
        first.Text.ShouldContain("\"state\":\"online\"");
        await _stop.CancelAsync();
        await running;
        await Given.Until(() => hub.Received.Last().Text.Contains("\"offline\"", StringComparison.Ordinal), "the goodbye");
    }

    [Fact]
    public async Task Live_readings_overtake_a_paced_backlog()
    {
        var spool = _given.Spool();
        for (var i = 1; i <= 200; i++) spool.Append([Given.Reading(i, i)], [], i);
        await using var hub = new Hub();
        await hub.StartAsync();
        await using var uplink = Uplink(hub, spool);
        using var pump = Pump(spool, uplink, backlogPerSecond: 20);
        var start = TimeProvider.System.GetTimestamp();
        var running = pump.RunAsync(_stop.Token);
        await Given.Until(() => hub.Telemetry.Count >= 3, "the backlog's beginning");
        spool.Append([Given.Reading(201, 201)], [], 201);
        await Given.Until(() => hub.Telemetry.Contains(201), "the live reading");
        var sent = hub.Telemetry;
        var elapsed = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        sent.Count.ShouldBeLessThan(150, "the backlog still waits");
        sent.Count.ShouldBeLessThanOrEqualTo((int)(elapsed * 20) + 3, "the backlog keeps its pace");
        sent.Where(s => s != 201).ShouldBeInOrder();
        await _stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Events_keep_their_order_over_refusals_and_reconnects_and_none_is_lost()
    {
        var spool = _given.Spool();
        await using var hub = new Hub();
        await hub.StartAsync();
        var refusals = 0;
        hub.Refuses = kind => kind == GatewayTopicKind.Events && Interlocked.Increment(ref refusals) <= 2;
        await using var uplink = Uplink(hub, spool);
        using var pump = Pump(spool, uplink);
        var running = pump.RunAsync(_stop.Token);
        for (var i = 1; i <= 450; i++) spool.Append(i % 50 == 0 ? [Given.Reading(i, i)] : [], [Given.Event()], i);
        await Given.Until(() => spool.Depth() is { TelemetryEntries: 0, Events: 0 }, "an empty spool");
        hub.Events.ShouldBe(Enumerable.Range(1, 450).Select(i => (long)i));
        pump.Reconnects.ShouldBeGreaterThanOrEqualTo(1);
        await _stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_hub_that_is_away_is_found_when_it_comes()
    {
        var spool = _given.Spool();
        await using var hub = new Hub();
        await using var uplink = Uplink(hub, spool);
        using var pump = Pump(spool, uplink);
        var running = pump.RunAsync(_stop.Token);
        spool.Append([Given.Reading(1)], [], 1);
        await hub.StartAsync();
        await Given.Until(() => hub.Telemetry is [1], "the reading");
        await hub.SendAsync("gw-001", GatewayTopicKind.Command, "{\"id\":\"c\"}"u8.ToArray());
        await Given.Until(() => _inbox.Contains((GatewayTopicKind.Command, "{\"id\":\"c\"}")), "the command");
        await _stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_wrong_secret_is_an_error_with_the_hubs_reason()
    {
        var spool = _given.Spool();
        await using var hub = new Hub();
        await hub.StartAsync();
        await using var uplink = Uplink(hub, spool, "wrong");
        var error = await Should.ThrowAsync<Exception>(() => uplink.ConnectAsync((_, _) => { }, _stop.Token));
        error.Message.ShouldContain("BadUserNameOrPassword");
    }

    [Fact]
    public async Task A_stop_while_publishes_are_under_way_ends_quietly_and_keeps_them()
    {
        var spool = _given.Spool();
        for (var i = 1; i <= 20; i++) spool.Append([Given.Reading(i, i)], [], i);
        await using var uplink = new StalledUplink();
        using var pump = Pump(spool, uplink);
        var running = pump.RunAsync(_stop.Token);
        await Given.Until(() => uplink.UnderWay == 10, "a full window");
        await _stop.CancelAsync();
        await running;
        uplink.MostUnderWay.ShouldBe(10);
        spool.Depth().TelemetryEntries.ShouldBe(20);
    }

    /// <summary>Never acknowledges, and reports a cancelled publish as MQTTnet does.</summary>
    private sealed class StalledUplink : IUplink
    {
        private readonly TaskCompletionSource _disconnected = new();
        private int _underWay;
        public int UnderWay => Volatile.Read(ref _underWay);
        public int MostUnderWay { get; private set; }
        public Task Disconnected => _disconnected.Task;
        public Task ConnectAsync(Received received, CancellationToken cancel) => Task.CompletedTask;
        public Task DisconnectAsync(CancellationToken cancel) => Task.CompletedTask;
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public async Task PublishAsync(GatewayTopicKind kind, ReadOnlyMemory<byte> payload, CancellationToken cancel)
        {
            MostUnderWay = Math.Max(MostUnderWay, Interlocked.Increment(ref _underWay));
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
            }
            catch (OperationCanceledException e)
            {
                throw new TimeoutException("The operation has timed out.", e);
            }
            finally
            {
                Interlocked.Decrement(ref _underWay);
            }
        }
    }

    [Fact]
    public void A_message_reads_back_as_the_readings_that_went_in()
    {
        var entry = new Spool.TelemetryEntry(42, 0, 1, [Given.Reading(-79.4, 1000), Given.Reading(512, 1000, metric: "power"),
            Given.Reading(-79.2, 2000) with { Quality = ReadingQuality.Stale }, Given.Reading(21.5, 1500, "room")]);
        var sink = new Sink();
        new TelemetryReader().Read(TelemetryMessage.Write("b7", entry, 3000).Span, TelemetryFormat.Json, 9999, ref sink);
        sink.Found.ShouldBe([
            ("freezer-12/temp", 1000, -79.4, ReadingQuality.Thinned), ("freezer-12/power", 1000, 512, ReadingQuality.Thinned),
            ("freezer-12/temp", 2000, -79.2, ReadingQuality.Thinned | ReadingQuality.Stale), ("room/temp", 1500, 21.5, ReadingQuality.Thinned)]);
        sink.Sequence.ShouldBe(42);
    }

    private sealed class Sink : ITelemetrySink
    {
        private readonly List<string> _names = [];
        public List<(string, long, double, ReadingQuality)> Found { get; } = [];
        public long? Sequence { get; private set; }
        public void Header(in TelemetryHeader header) => Sequence = header.Sequence;
        public int Series(ReadOnlySpan<byte> device, ReadOnlySpan<byte> metric)
        {
            _names.Add($"{System.Text.Encoding.UTF8.GetString(device)}/{System.Text.Encoding.UTF8.GetString(metric)}");
            return _names.Count - 1;
        }
        public void Reading(int series, long timestampMs, double value, ReadingQuality quality) => Found.Add((_names[series], timestampMs, value, quality));
        public void Malformed(in MalformedPart part) => throw new InvalidOperationException(part.Detail);
    }
}
