using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using IncubatorHub.Protocol;

namespace IncubatorHub.Devices.Tests.Broker;

public sealed class EndpointTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_TLS_certificate_is_exchanged_without_a_restart()
    {
        var directory = Directory.CreateTempSubdirectory("tls-test").FullName;
        var first = DemoCertificate.Create(TimeProvider.System);
        first.WriteTo(directory);
        await using var host = await BrokerHost.Start(new()
        {
            ["Mqtt:Tls:Enabled"] = "true", ["Mqtt:Tls:Address"] = "127.0.0.1", ["Mqtt:Tls:Port"] = "0", ["Mqtt:Tls:ReloadSeconds"] = "1",
            ["Mqtt:Tls:CertificateFile"] = Path.Combine(directory, "server.pem"), ["Mqtt:Tls:KeyFile"] = Path.Combine(directory, "server.key"),
        });
        (await ConnectOverTls(host, first.CaPem)).ShouldBe(0x20);

        var second = DemoCertificate.Create(TimeProvider.System);
        second.WriteTo(directory);
        await Eventually.Holds(async () => await TryTls(host, second.CaPem), "the new certificate in use");
        (await TryTls(host, first.CaPem)).ShouldBeFalse("the old authority no longer signs what is shown");

        await File.WriteAllTextAsync(Path.Combine(directory, "server.pem"), "half a file", Cancel);
        await Task.Delay(TimeSpan.FromSeconds(1.2), TimeProvider.System, Cancel);
        (await TryTls(host, second.CaPem)).ShouldBeTrue("a broken file must not take the working certificate away");
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task MQTT_runs_over_WebSocket_and_there_is_no_negotiation()
    {
        await using var host = await BrokerHost.Start();
        using var http = new HttpClient();
        ((int)(await http.PostAsync(new Uri(host.Http, "/mqtt/negotiate"), null, Cancel)).StatusCode).ShouldBe(404);

        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("mqtt");
        await socket.ConnectAsync(new UriBuilder(host.Http) { Scheme = "ws", Path = "/mqtt" }.Uri, Cancel);
        socket.SubProtocol.ShouldBe("mqtt");
        await socket.SendAsync(Packets.Connect("gw-1", "gw-1", host.Gateways["gw-1"].Secret), WebSocketMessageType.Binary, true, Cancel);
        var buffer = new byte[1_000];
        var read = await socket.ReceiveAsync(buffer.AsMemory(), Cancel);
        read.MessageType.ShouldBe(WebSocketMessageType.Binary);
        (buffer[0], buffer[3]).ShouldBe(((byte)0x20, (byte)0));

        // A packet may span frames.
        var publish = Packets.Publish("ih/v1/gw-1/t", """{"d":"a","m":{"b":1}}""", 4);
        await socket.SendAsync(publish.AsMemory(..5), WebSocketMessageType.Binary, true, Cancel);
        await socket.SendAsync(publish.AsMemory(5..), WebSocketMessageType.Binary, true, Cancel);
        read = await socket.ReceiveAsync(buffer.AsMemory(), Cancel);
        buffer[..read.Count].ShouldBe([0x40, 2, 0, 4]);
    }

    [Fact]
    public async Task The_hub_publishes_to_a_connected_gateway_and_says_when_there_is_none()
    {
        await using var host = await BrokerHost.Start();
        var connections = host.Get<GatewayConnections>();
        var id = host.Gateways["gw-1"].Gateway.Id;
        var topic = GatewayTopic.For("gw-1", GatewayTopicKind.Command);
        (await connections.Publish(id, topic, "{}"u8.ToArray(), null, Cancel)).ShouldBeFalse();

        var changes = connections.Changes(10, Cancel).GetAsyncEnumerator(Cancel);
        var gateway = await host.Connect();
        (await changes.MoveNextAsync()).ShouldBeTrue();
        changes.Current.Value.IsConnected.ShouldBeTrue();
        await gateway.Send(Packets.Subscribe("ih/v1/gw-1/cmd"));
        await gateway.Read();
        (await connections.Publish(id, topic, "{\"id\":\"1\"}"u8.ToArray(), TimeSpan.FromSeconds(30), Cancel)).ShouldBeTrue();
        var received = await gateway.Read();
        (received.Type, System.Text.Encoding.UTF8.GetString(received.Body).EndsWith("{\"id\":\"1\"}", StringComparison.Ordinal)).ShouldBe((3, true));

        connections.Close(id, "asked to").ShouldBeTrue();
        await gateway.ShouldBeClosed("the hub closed it");
        (await changes.MoveNextAsync()).ShouldBeTrue();
        (changes.Current.Value.IsConnected, changes.Current.Value.Reason).ShouldBe((false, "asked to"));
        connections.Find(id).ShouldBeNull();
        gateway.Dispose();
    }

    [Fact]
    public async Task A_handler_of_the_inbox_runs_before_the_acknowledgement_and_hears_the_will()
    {
        await using var host = await BrokerHost.Start();
        var heard = new List<string>();
        var hold = new TaskCompletionSource();
        host.Get<GatewayInbox>().Register(GatewayTopicKind.State, async (message, _) =>
        {
            await hold.Task;
            lock (heard) heard.Add(message.Gateway.Key + System.Text.Encoding.UTF8.GetString(message.Payload));
        });
        using (var gateway = await host.Open())
        {
            await gateway.Send(Packets.Connect("gw-1", "gw-1", host.Gateways["gw-1"].Secret, willTopic: "ih/v1/gw-1/state"));
            await gateway.Read();
            await gateway.Send(Packets.Publish("ih/v1/gw-1/state", """{"state":"online"}""", 2, retain: true));
            (await gateway.IsSilentFor(TimeSpan.FromMilliseconds(100))).ShouldBeTrue();
            hold.SetResult();
            (await gateway.Read()).Id.ShouldBe(2);
        }

        await Eventually.Holds(() => { lock (heard) return heard.Count == 2; }, "the will after the line was cut");
        heard.ShouldBe(["""gw-1{"state":"online"}""", """gw-1{"state":"offline"}"""]);
    }

    [Theory]
    [InlineData("Mqtt:WindowPublishes", "0", "Mqtt:WindowPublishes must be between 1 and 1024; found 0.")]
    [InlineData("Mqtt:Tcp:Address", "nowhere", "Mqtt:Tcp:Address must be an IP address or '*'; found 'nowhere'.")]
    [InlineData("Mqtt:Tls:Enabled", "true", "Mqtt:Tls:CertificateFile must name an existing PEM file; found ''.")]
    public async Task A_wrong_setting_names_its_key_what_is_allowed_and_what_was_found(string key, string value, string message)
    {
        var error = await Should.ThrowAsync<Exception>(() => BrokerHost.Start(new() { [key] = value }));
        error.Message.ShouldContain(message);
    }

    private static async Task<bool> TryTls(BrokerHost host, string caPem)
    {
        try
        {
            return await ConnectOverTls(host, caPem) == 0x20;
        }
        catch (Exception e) when (e is System.Security.Authentication.AuthenticationException or IOException)
        {
            return false;
        }
    }

    private static async Task<int> ConnectOverTls(BrokerHost host, string caPem)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", host.TlsPort, Cancel);
        using var ca = X509Certificate2.CreateFromPem(caPem);
        await using var tls = new SslStream(tcp.GetStream(), leaveInnerStreamOpen: false);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(ca);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = policy }, Cancel);
        await tls.WriteAsync(Packets.Connect("gw-1", "gw-1", host.Gateways["gw-1"].Secret), Cancel);
        return tls.ReadByte();
    }
}
