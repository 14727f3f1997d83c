using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Devices.Tests.Broker;

public sealed class ConnectTests
{
    [Theory]
    [InlineData(true, 0x85)]
    [InlineData(false, 2)]
    public async Task An_empty_client_id_is_refused_clearly(bool v5, int reason)
    {
        await using var host = await BrokerHost.Start();
        await Refused(host, Packets.Connect("", "gw-1", host.Gateways["gw-1"].Secret, v5), reason);
    }

    [Theory]
    [InlineData(true, 0x85)]
    [InlineData(false, 2)]
    public async Task A_client_id_of_another_gateway_is_refused_and_takes_nothing_over(bool v5, int reason)
    {
        await using var host = await BrokerHost.Start(gateways: ["gw-1", "gw-2"]);
        using var victim = await host.Connect("gw-2");
        await Refused(host, Packets.Connect("gw-2", "gw-1", host.Gateways["gw-1"].Secret, v5), reason);
        await victim.Send(Packets.PingRequest);
        (await victim.Read()).Type.ShouldBe(13);
    }

    [Theory]
    [InlineData(true, 0x86)]
    [InlineData(false, 4)]
    public async Task A_wrong_secret_is_refused(bool v5, int reason)
    {
        await using var host = await BrokerHost.Start();
        await Refused(host, Packets.Connect("gw-1", "gw-1", "wrong", v5), reason);
        await Refused(host, Packets.Connect("gw-1", null, null, v5), reason);
        await Refused(host, Packets.Connect("gw-9", "gw-9", "wrong", v5), reason);
    }

    [Fact]
    public async Task After_five_wrong_secrets_even_the_right_one_must_wait_but_other_gateways_need_not()
    {
        await using var host = await BrokerHost.Start(gateways: ["gw-1", "gw-2"]);
        for (var attempt = 0; attempt < 5; attempt++) await Refused(host, Packets.Connect("gw-1", "gw-1", "wrong"), 0x86);
        await Refused(host, Packets.Connect("gw-1", "gw-1", host.Gateways["gw-1"].Secret), 0x9F);
        await Refused(host, Packets.Connect("gw-1", "gw-1", host.Gateways["gw-1"].Secret, v5: false), 3);
        using var other = await host.Connect("gw-2");
    }

    [Fact]
    public async Task The_same_gateway_takes_its_connection_over()
    {
        await using var host = await BrokerHost.Start();
        using var first = await host.Connect();
        using var second = await host.Connect();
        await first.ShouldBeClosed("its gateway has connected anew");
        await second.Send(Packets.Publish("ih/v1/gw-1/t", """{"d":"a","m":{"b":1}}""", 3));
        (await second.Read()).Id.ShouldBe(3);
        host.Get<GatewayConnections>().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_gateway_may_reconnect_as_its_last_connection_ends()
    {
        await using var host = await BrokerHost.Start();
        for (ushort round = 1; round <= 200; round++)
        {
            using var gateway = await host.Connect(v5: round % 2 == 0);
            await gateway.Send(Packets.Publish("ih/v1/gw-1/t", """{"d":"a","m":{"b":1}}""", round, qos: 2, v5: round % 2 == 0));
            var answer = await gateway.Read();
            (answer.Type, answer.Id).ShouldBe((5, round), "the new connection must not die with the old one");
            await gateway.Send(Packets.Disconnect);
        }
    }

    [Fact]
    public async Task A_take_over_tells_the_old_connection_and_does_not_let_its_will_be_heard()
    {
        await using var host = await BrokerHost.Start();
        var heard = 0;
        host.Get<GatewayInbox>().Register(Protocol.GatewayTopicKind.State, (_, _) =>
        {
            Interlocked.Increment(ref heard);
            return Task.CompletedTask;
        });
        using var first = await host.Open();
        await first.Send(Packets.Connect("gw-1", "gw-1", host.Gateways["gw-1"].Secret, willTopic: "ih/v1/gw-1/state"));
        (await first.Read()).Type.ShouldBe(2);
        using var second = await host.Connect();
        var last = await first.Read();
        (last.Type, last.Body[0]).ShouldBe((14, (byte)0x8E));
        await second.Send(Packets.Publish("ih/v1/gw-1/state", """{"state":"online"}""", 2));
        (await second.Read()).Id.ShouldBe(2);
        heard.ShouldBe(1);
    }

    [Theory]
    [InlineData("ih/v1/gw-2/state")]
    [InlineData("$SYS/x")]
    [InlineData("ih/v1/gw-1/cmd")]
    public async Task A_will_outside_the_rights_is_refused(string topic)
    {
        await using var host = await BrokerHost.Start();
        await Refused(host, Packets.Connect("gw-1", "gw-1", host.Gateways["gw-1"].Secret, willTopic: topic), 0x87);
    }

    [Theory]
    [InlineData(3, "20020001")]
    [InlineData(6, "2003008400")]
    public async Task An_unknown_version_is_answered_and_closed(byte level, string answer)
    {
        await using var host = await BrokerHost.Start();
        using var client = await host.Open();
        await client.Send(Packets.Connect("gw-1", "gw-1", "x", v5: false, level: level));
        Convert.ToHexString(await client.ReadOnce()).ShouldBe(answer);
        await client.ShouldBeClosed("its version is not spoken here");
    }

    [Fact]
    public async Task Half_a_CONNECT_is_closed_after_the_timeout()
    {
        await using var host = await BrokerHost.Start(new() { ["Mqtt:ConnectTimeoutSeconds"] = "1" });
        using var client = await host.Open();
        await client.Send(Packets.Connect("gw-1", "gw-1", "x")[..9]);
        await client.ShouldBeClosed("no whole CONNECT came in time");
        await Eventually.Holds(() => host.Get<ConnectGuard>().HalfOpen.Count == 0, "the place among the half-open given back");
    }

    [Fact]
    public async Task Hundreds_of_half_CONNECTs_do_not_keep_a_gateway_out()
    {
        await using var host = await BrokerHost.Start(new() { ["Mqtt:MaxHalfOpen"] = "50" });
        var half = new List<RawClient>();
        try
        {
            for (var i = 0; i < 300; i++)
            {
                half.Add(await host.Open());
                await half[^1].Send([0x10, 0x30, 0x00]);
            }

            await Eventually.Holds(() => host.Get<ConnectGuard>().HalfOpen.Evicted >= 250, "the oldest half-open connections closed");
            host.Get<ConnectGuard>().HalfOpen.Count.ShouldBeLessThanOrEqualTo(50);
            using var gateway = await host.Connect();
            await gateway.Send(Packets.PingRequest);
            (await gateway.Read()).Type.ShouldBe(13);
        }
        finally
        {
            half.ForEach(c => c.Dispose());
        }
    }

    [Fact]
    public async Task An_announced_size_is_judged_before_the_body_arrives()
    {
        await using var host = await BrokerHost.Start();
        using var before = await host.Open();
        // 64 KiB + 1: remaining length 0x10001.
        await before.Send([0x10, 0x81, 0x80, 0x04]);
        await before.ShouldBeClosed("it announced more than 64 KiB before CONNECT");

        using var after = await host.Connect();
        await after.Send([0x32, 0x81, 0x80, 0x40]);
        var last = await after.Read();
        (last.Type, last.Body[0]).ShouldBe((14, (byte)0x95));
        await after.ShouldBeClosed("it announced more than 1 MiB");
    }

    [Fact]
    public async Task A_packet_of_exactly_the_limit_is_taken()
    {
        await using var host = await BrokerHost.Start();
        using var gateway = await host.Connect(v5: false);
        const string topic = "ih/v1/gw-1/t";
        var head = """{"d":"a","m":{"b":1}}""";
        var payload = head + new string(' ', (1 << 20) - (2 + topic.Length + 2) - head.Length);
        await gateway.Send(Packets.Publish(topic, payload, 5, v5: false));
        (await gateway.Read()).Id.ShouldBe(5);
    }

    [Theory]
    [InlineData("0C00")]
    [InlineData("474554202F20485454502F312E310D0A")]
    [InlineData("10FFFFFFFF7F")]
    [InlineData("C000")]
    public async Task What_is_not_a_CONNECT_is_closed_at_once(string hex)
    {
        await using var host = await BrokerHost.Start();
        using var client = await host.Open();
        await client.Send(Convert.FromHexString(hex));
        await client.ShouldBeClosed("its first packet is no CONNECT");
    }

    [Fact]
    public async Task A_revoked_credential_closes_its_connection_at_once_and_the_other_one_stays_valid()
    {
        await using var host = await BrokerHost.Start();
        var second = GatewaySecret.Create();
        var (gateway, credential, _) = host.Gateways["gw-1"];
        await host.InDatabase(db =>
        {
            db.Add(new GatewayCredential { Id = Guid.CreateVersion7(), GatewayId = gateway.Id, SecretHash = second.Hash, Prefix = second.Prefix });
            return db.SaveChangesAsync();
        });
        await host.Get<GatewayDirectory>().Refresh(TestContext.Current.CancellationToken);
        using var live = await host.Connect();

        var now = TimeProvider.System.GetUtcNow();
        await host.InDatabase(db => db.Set<GatewayCredential>().Where(c => c.Id == credential.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.RevokedAt, now)));
        await host.Get<GatewayDirectory>().Refresh(TestContext.Current.CancellationToken);
        (await live.TryRead()).ShouldBeNull();

        await Refused(host, Packets.Connect("gw-1", "gw-1", host.Gateways["gw-1"].Secret), 0x86);
        host.Gateways["gw-1"] = (gateway, credential, second.Text);
        using var again = await host.Connect();
    }

    [Fact]
    public async Task The_hub_tells_its_limits_to_MQTT_5_clients()
    {
        await using var host = await BrokerHost.Start();
        using var client = await host.Open();
        await client.Send(Packets.Connect("gw-1", "gw-1", host.Gateways["gw-1"].Secret));
        var hex = Convert.ToHexString((await client.Read()).Body);
        hex.ShouldContain("210040", customMessage: "Receive Maximum 64");
        hex.ShouldContain("2700100000", customMessage: "Maximum Packet Size 1 MiB");
        hex.ShouldContain("220010", customMessage: "Topic Alias Maximum 16");
    }

    private static async Task Refused(BrokerHost host, byte[] connect, int reason)
    {
        using var client = await host.Open();
        await client.Send(connect);
        var answer = await client.Read();
        (answer.Type, (int)answer.Body[1]).ShouldBe((2, reason));
        await client.ShouldBeClosed("its CONNECT was refused");
    }
}
