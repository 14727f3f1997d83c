
namespace IncubatorHub.Devices.Tests.Broker;

public sealed class TopicRightsTests
{
    [Theory]
    [InlineData("ih/v1/gw-1/t", true)]
    [InlineData("ih/v1/gw-1/e", true)]
    [InlineData("ih/v1/gw-1/state", true)]
    [InlineData("ih/v1/gw-1/cmd/ack", true)]
    [InlineData("ih/v1/gw-1/config/reported", true)]
    [InlineData("ih/v1/gw-1/cmd", false)]
    [InlineData("ih/v1/gw-1/config", false)]
    [InlineData("ih/v1/gw-1/other", false)]
    [InlineData("ih/v1/gw-1", false)]
    [InlineData("ih/v1/gw-1/", false)]
    [InlineData("ih/v1/gw-10/t", false)]
    [InlineData("ih/v1/gw-/t", false)]
    [InlineData("ih/v2/gw-1/t", false)]
    [InlineData("/ih/v1/gw-1/t", false)]
    [InlineData("$SYS/broker", false)]
    public void A_gateway_publishes_only_upward_below_its_own_prefix(string topic, bool may) => TopicRights.MayPublish("gw-1", topic).ShouldBe(may);

    [Theory]
    [InlineData("ih/v1/gw-1/cmd", true)]
    [InlineData("ih/v1/gw-1/config", true)]
    [InlineData("ih/v1/gw-1/#", true)]
    [InlineData("ih/v1/gw-1/+", true)]
    [InlineData("ih/v1/gw-1/cmd/#", true)]
    [InlineData("ih/v1/gw-1/t", false)]
    [InlineData("ih/v1/gw-1/e", false)]
    [InlineData("ih/v1/+/cmd", false)]
    [InlineData("ih/v1/#", false)]
    [InlineData("#", false)]
    [InlineData("+/#", false)]
    [InlineData("ih/v1/gw-1+/cmd", false)]
    [InlineData("ih/v1/gw-2/cmd", false)]
    [InlineData("ih/v1/gw-12/#", false)]
    [InlineData("$share/g/ih/v1/gw-1/cmd", false)]
    [InlineData("$SYS/#", false)]
    public void A_gateway_subscribes_only_downward_below_its_own_prefix(string filter, bool may) => TopicRights.MaySubscribe("gw-1", filter).ShouldBe(may);

    [Theory]
    [InlineData("ih/v1/gw-2/t")]
    [InlineData("ih/v1/gw-2/state")]
    [InlineData("ih/v1/gw-1/cmd")]
    [InlineData("x")]
    public async Task A_publish_beyond_the_rights_is_refused_and_a_3_1_1_client_is_disconnected(string topic)
    {
        await using var host = await BrokerHost.Start(gateways: ["gw-1", "gw-2"]);
        using var five = await host.Connect();
        await five.Send(Packets.Publish(topic, "{}", 8));
        var ack = await five.Read();
        (ack.Type, ack.Id, ack.Reason).ShouldBe((4, 8, 0x87));

        using var three = await host.Connect(v5: false);
        await three.Send(Packets.Publish(topic, "{}", 8, v5: false));
        (await three.TryRead()).ShouldBeNull("a PUBACK would say that it was taken");
        host.Journal.Readings.ShouldBe(0);
    }

    [Theory]
    [InlineData("ih/v1/gw-2/cmd", 0x87)]
    [InlineData("#", 0x87)]
    [InlineData("ih/v1/gw-1/cmd", 1)]
    public async Task A_subscription_is_granted_or_refused_by_the_rights(string filter, int code)
    {
        await using var host = await BrokerHost.Start();
        using var gateway = await host.Connect();
        await gateway.Send(Packets.Subscribe(filter));
        var answer = await gateway.Read();
        (answer.Type, (int)answer.Body[^1]).ShouldBe((9, code));
    }

    [Fact]
    public async Task A_topic_alias_holds_on_both_ways_and_an_unknown_one_ends_the_connection()
    {
        await using var host = await BrokerHost.Start();
        using var gateway = await host.Connect();
        const string reading = """{"d":"a","m":{"b":1}}""";
        await gateway.Send(
            Packets.Publish("ih/v1/gw-1/t", reading, 1, alias: 1),
            Packets.Publish("", reading, 2, alias: 1),
            Packets.Publish("ih/v1/gw-1/state", """{"state":"online"}""", 3, alias: 2),
            Packets.Publish("", """{"state":"online"}""", 4, alias: 2),
            Packets.Publish("ih/v1/gw-2/t", reading, 5, alias: 1),
            Packets.Publish("", reading, 6, alias: 1));
        int[] reasons = [0, 0, 0, 0, 0x87, 0x87];
        for (var id = 1; id <= 6; id++)
        {
            var ack = await gateway.Read();
            (ack.Id, ack.Reason is 0x10 ? 0 : ack.Reason).ShouldBe((id, reasons[id - 1]));
        }

        host.Journal.Readings.ShouldBe(2);
        await gateway.Send(Packets.Publish("", reading, 7, alias: 9));
        var last = await gateway.Read();
        (last.Type, last.Body[0]).ShouldBe((14, (byte)0x94));
    }
}
