using System.Net;
using System.Net.Sockets;
using IncubatorHub.Devices.Tests.Support;
using IncubatorHub.EndToEnd.Tests.Support;

namespace IncubatorHub.EndToEnd.Tests;

/// <summary>Whatever arrives at the broker's port: it is refused or quarantined with a reason, and nobody else notices.</summary>
public sealed class BadInputTests
{
    private const long Megabyte = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Every_bad_message_is_quarantined_with_its_reason_and_its_neighbour_suffers_nothing()
    {
        await using var hub = await HubProcess.Start(gateways: 3);
        await using var neighbour = await Neighbour.Start(hub, gateway: 1);
        var bad = hub.Seed.Gateways[0];
        using var client = await Connect(hub, bad, v5: true);
        var total = 0;
        ushort id = 0;
        foreach (var message in BadMessages.Quarantined(TimeProvider.System.GetUtcNow()))
        {
            await client.Send(Packets.Publish($"ih/v1/{bad.Key}/{message.Topic}", message.Payload, ++id, contentType: message.ContentType));
            var answer = await client.Read();
            (answer.Type, answer.Id).ShouldBe((4, id), $"PUBACK for {message}");
            answer.Reason.ShouldBeOneOf(0, 0x99);

            var page = await hub.Api.Get($"quarantine?gatewayId={bad.Id}&limit=1");
            page.GetProperty("total").GetInt32().ShouldBe(++total, $"one entry more for {message}");
            var entry = page.GetProperty("items")[0];
            entry.GetProperty("reason").GetString().ShouldBe(message.Reason, message.ToString());
            var whole = await hub.Api.Get($"quarantine/{entry.GetProperty("id").GetString()}");
            whole.GetProperty("payloadBase64").GetBytesFromBase64().ShouldBe(message.Payload, "kept as it came");
            whole.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        }

        // The same connection is still good for a good message.
        await client.Send(Packets.Publish($"ih/v1/{bad.Key}/t", """{"d":"mended","m":{"x":1}}""", ++id));
        (await client.Read()).Reason.ShouldBe(0);
        await Until.Has(() => hub.Api.Device(bad.Id, "mended"), Patience, "the device of the good message");
        await neighbour.ShouldHaveSufferedNothing();
    }

    [Fact]
    public async Task What_is_addressed_or_framed_wrongly_is_refused_and_its_neighbour_suffers_nothing()
    {
        await using var hub = await HubProcess.Start(gateways: 3);
        await using var neighbour = await Neighbour.Start(hub, gateway: 1);
        var (bad, other) = (hub.Seed.Gateways[0], hub.Seed.Gateways[1]);

        using (var client = await Connect(hub, bad, v5: true))
        {
            ushort id = 0;
            foreach (var topic in BadMessages.ForbiddenTopics(bad.Key, other.Key))
            {
                await client.Send(Packets.Publish(topic, """{"d":"forged","m":{"x":1}}""", ++id));
                var answer = await client.Read();
                (answer.Type, answer.Id, answer.Reason).ShouldBe((4, id, 0x87), topic);
            }
        }

        // MQTT 3.1.1 knows no refusal of a publish; the connection ends instead.
        using (var old = await Connect(hub, bad, v5: false))
        {
            await old.Send(Packets.Publish($"ih/v1/{other.Key}/t", """{"d":"forged","m":{"x":1}}""", v5: false));
            await old.ShouldBeClosed("it published for another gateway");
        }

        foreach (var broken in BadMessages.BrokenPackets(bad.Key))
        {
            using var client = await Connect(hub, bad, v5: true);
            await SendWhatGoesOut(client, broken.Bytes);
            await client.ShouldBeClosed(broken.What);
        }

        foreach (var broken in BadMessages.BrokenStarts())
        {
            using var client = await RawClient.Open(hub.MqttPort);
            await SendWhatGoesOut(client, broken.Bytes);
            await client.ShouldBeClosed(broken.What);
        }

        (await hub.Api.Device(other.Id, "forged")).ShouldBeNull("nothing was stored under another gateway's name");
        (await hub.Api.Device(bad.Id, "forged")).ShouldBeNull();
        await neighbour.ShouldHaveSufferedNothing();
    }

    [Fact]
    public async Task A_flood_of_bad_messages_is_counted_and_sampled_within_bounded_memory()
    {
        const int Messages = 1_500;
        const int AtOnce = 50;
        await using var hub = await HubProcess.Start(gateways: 2);
        await using var neighbour = await Neighbour.Start(hub, gateway: 1);
        var bad = hub.Seed.Gateways[0];
        using var client = await Connect(hub, bad, v5: true);
        var payload = new byte[32 << 10];
        Array.Fill(payload, (byte)'x');
        var memory = new List<long>();
        for (var sent = 0; sent < Messages; sent += AtOnce)
        {
            await client.Send([.. Enumerable.Range(1, AtOnce).Select(i => Packets.Publish($"ih/v1/{bad.Key}/t", payload, (ushort)(sent + i)))]);
            for (var i = 1; i <= AtOnce; i++) (await client.Read()).Id.ShouldBe(sent + i);
            memory.Add(hub.Child.ResidentBytes());
        }

        var full = (await hub.Api.Get($"quarantine?gatewayId={bad.Id}&reason=quarantine.full")).GetProperty("items");
        full.GetArrayLength().ShouldBe(1, "one row stands for what was only counted");
        var kept = (await hub.Api.Get($"quarantine?gatewayId={bad.Id}&limit=1")).GetProperty("total").GetInt32() - 1;
        (kept + full[0].GetProperty("count").GetInt64()).ShouldBe(Messages, "nothing is dropped uncounted");
        var warm = memory.Take(memory.Count / 2).Max();
        var most = memory.Max();
        (most - warm).ShouldBeLessThan(150 * Megabyte, $"warm {warm / Megabyte} MB, at most {most / Megabyte} MB: it does not grow with the flood");
        most.ShouldBeLessThan(1_024 * Megabyte);
        await neighbour.ShouldHaveSufferedNothing();
    }

    [Fact]
    public async Task Ten_thousand_half_CONNECTs_do_not_harm_service()
    {
        const int Wanted = 10_000;
        const int PerAddress = 1_000;
        var allowed = Math.Min(Wanted, OpenFileLimit() - 1_500);
        Assert.SkipWhen(allowed < 2_000, $"The limit of open files allows only {allowed} sockets.");
        await using var hub = await HubProcess.Start(gateways: 12);
        await using var neighbour = await Neighbour.Start(hub, gateway: 0);
        var before = hub.Child.ResidentBytes();
        var half = new List<Socket>(allowed);
        try
        {
            for (var i = 0; i < allowed; i++)
            {
                half.Add(await HalfConnect(hub.MqttPort, source: 2 + (i / PerAddress)));
                if (i % PerAddress != PerAddress / 2) continue;
                // In the midst of it a gateway connects and the API answers.
                await using var newcomer = await MqttGateway.Connect(hub.Seed.Gateways[1 + (i / PerAddress)], hub.MqttPort);
                (await newcomer.Publish("t", """{"d":"newcomer","m":{"x":1}}""", Patience)).ShouldBe(0);
                (await hub.Api.Get("me")).ToString().ShouldNotBeEmpty();
            }

            var after = hub.Child.ResidentBytes();
            (after - before).ShouldBeLessThan(300 * Megabyte, $"from {before / Megabyte} to {after / Megabyte} MB with {allowed} sockets");
            await Until.Holds(() => half.TrueForAll(IsClosed), Patience, "every half-open connection closed by the hub", hub.Child.Evidence);
            await neighbour.ShouldHaveSufferedNothing();
            TestContext.Current.TestOutputHelper?.WriteLine($"figure: {allowed} half CONNECTs, memory from {before / Megabyte} to {after / Megabyte} MB");
        }
        finally
        {
            half.ForEach(socket => socket.Dispose());
        }
    }

    private static async Task<RawClient> Connect(HubProcess hub, KnownGateway gateway, bool v5)
    {
        var client = await RawClient.Open(hub.MqttPort);
        await client.Send(Packets.Connect(gateway.Key, gateway.Key, gateway.Secret, v5));
        var answer = await client.Read();
        (answer.Type, answer.Body[1]).ShouldBe((2, (byte)0), "CONNACK, accepted");
        return client;
    }

    /// <summary>The hub may close before it has taken everything; that is what the test asks for.</summary>
    private static async Task SendWhatGoesOut(RawClient client, byte[] bytes)
    {
        try
        {
            await client.Send(bytes);
        }
        catch (IOException)
        {
        }
    }

    private static async Task<Socket> HalfConnect(int port, int source)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        // Many addresses of the loopback network, as a real crowd has; also, one address has not ports enough.
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)source]), 0));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Until.Cancel);
        patience.CancelAfter(Patience);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), patience.Token);
        await socket.SendAsync(Packets.Connect("gw-001", "gw-001", "half").AsMemory(0, 9), SocketFlags.None, patience.Token);
        return socket;
    }

    private static bool IsClosed(Socket socket)
    {
        try
        {
            return socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static int OpenFileLimit()
    {
        if (!File.Exists("/proc/self/limits")) return 4_096;
        var line = File.ReadLines("/proc/self/limits").First(one => one.StartsWith("Max open files", StringComparison.Ordinal));
        return int.TryParse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[4], out var hard) ? hard : int.MaxValue;
    }
}
