
namespace IncubatorHub.Devices.Tests.Broker;

public sealed class AcknowledgementTests
{
    private const string Reading = """{"d":"freezer-12","m":{"temp":-79.4}}""";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reading_is_acknowledged_after_its_commit_and_not_before(bool v5)
    {
        await using var host = await BrokerHost.Start();
        host.Journal.IsHeld = true;
        using var gateway = await host.Connect(v5: v5);

        await gateway.Send(Packets.Publish("ih/v1/gw-1/t", Reading, id: 7, v5: v5));
        await Eventually.Holds(() => host.Journal.Queued == 1, "the reading in the journal's queue");
        (await gateway.IsSilentFor(TimeSpan.FromMilliseconds(200))).ShouldBeTrue("nothing may be acknowledged before the commit");

        host.Journal.Commit();
        var ack = await gateway.Read();
        (ack.Type, ack.Id, ack.Reason).ShouldBe((4, 7, 0));
    }

    [Fact]
    public async Task All_acknowledgements_of_a_commit_leave_in_one_write_in_order_of_arrival()
    {
        await using var host = await BrokerHost.Start();
        host.Journal.IsHeld = true;
        using var gateway = await host.Connect();

        await gateway.Send([.. Enumerable.Range(1, 10).Select(id => Packets.Publish("ih/v1/gw-1/t", Reading, (ushort)id))]);
        await Eventually.Holds(() => host.Journal.Queued == 10, "ten readings in the queue");
        host.Journal.Commit();

        var bytes = await gateway.ReadOnce();
        bytes.ShouldBe([.. Enumerable.Range(1, 10).SelectMany(id => new byte[] { 0x40, 0x02, 0x00, (byte)id })]);
    }

    [Fact]
    public async Task Acknowledgements_keep_the_order_across_telemetry_events_and_state()
    {
        await using var host = await BrokerHost.Start();
        host.Journal.IsHeld = true;
        using var gateway = await host.Connect();

        await gateway.Send(
            Packets.Publish("ih/v1/gw-1/t", Reading, 1),
            Packets.Publish("ih/v1/gw-1/e", """{"v":1,"epoch":"b7","e":[{"seq":1,"t":1795559400000,"kind":"door.opened","src":"door-1"}]}""", 2),
            Packets.Publish("ih/v1/gw-1/state", """{"state":"online"}""", 3),
            Packets.Publish("ih/v1/gw-1/t", Reading, 4));
        await Eventually.Holds(() => host.Journal.Queued == 2, "both readings in the queue");
        await Eventually.Holds(() => host.Get<IngestCounters>().Total[IngestCount.EventsStored] == 1, "the event stored");
        (await gateway.IsSilentFor(TimeSpan.FromMilliseconds(200))).ShouldBeTrue("the first reading is not committed, so nothing after it may be acknowledged");

        host.Journal.Commit();
        for (var id = 1; id <= 4; id++) (await gateway.Read()).Id.ShouldBe(id);
    }

    [Fact]
    public async Task A_failed_commit_closes_the_connection_without_an_acknowledgement()
    {
        await using var host = await BrokerHost.Start(gateways: ["gw-1", "gw-2"]);
        host.Journal.IsHeld = true;
        using var gateway = await host.Connect();
        using var bystander = await host.Connect("gw-2");
        await gateway.Send(Packets.Publish("ih/v1/gw-1/t", Reading, 1));
        await Eventually.Holds(() => host.Journal.Queued == 1, "the reading in the queue");

        host.Journal.Fails = true;
        host.Journal.Commit();

        (await gateway.TryRead()).ShouldBeNull();
        await bystander.Send(Packets.PingRequest);
        (await bystander.Read()).Type.ShouldBe(13);
        var total = host.Get<IngestCounters>().Total;
        (total[IngestCount.PublishesReceived], total[IngestCount.PublishesFailed], total[IngestCount.PublishesAcknowledged]).ShouldBe((1, 1, 0));
    }

    [Fact]
    public async Task A_full_window_stops_reading_and_goes_on_after_the_commit()
    {
        await using var host = await BrokerHost.Start(new() { ["Mqtt:WindowPublishes"] = "4" });
        host.Journal.IsHeld = true;
        using var gateway = await host.Connect();

        await gateway.Send([.. Enumerable.Range(1, 6).Select(id => Packets.Publish("ih/v1/gw-1/t", Reading, (ushort)id))]);
        await Eventually.Holds(() => host.Journal.Queued == 4, "the window full");
        (await gateway.IsSilentFor(TimeSpan.FromMilliseconds(200))).ShouldBeTrue();
        host.Journal.Queued.ShouldBe(4);

        host.Journal.Commit();
        await Eventually.Holds(() => host.Journal.Queued == 2, "the rest taken once there is room");
        host.Journal.Commit();
        for (var id = 1; id <= 6; id++) (await gateway.Read()).Id.ShouldBe(id);
    }

    [Fact]
    public async Task A_full_store_holds_up_its_connection_but_not_the_others()
    {
        await using var host = await BrokerHost.Start(gateways: ["gw-1", "gw-2"]);
        host.Journal.Full = new TaskCompletionSource();
        using var gateway = await host.Connect();
        await gateway.Send(Packets.Publish("ih/v1/gw-1/t", Reading, 1), Packets.PingRequest);
        (await gateway.IsSilentFor(TimeSpan.FromMilliseconds(200))).ShouldBeTrue("neither an acknowledgement nor the answer to the ping: the hub does not read on");

        using var other = await host.Connect("gw-2");
        await other.Send(Packets.PingRequest);
        (await other.Read()).Type.ShouldBe(13);
        host.Journal.Full.SetResult();
        int[] both = [(await gateway.Read()).Type, (await gateway.Read()).Type];
        both.ShouldBe([4, 13], ignoreOrder: true);
    }

    [Fact]
    public async Task The_global_budget_is_returned_whatever_becomes_of_the_publishes()
    {
        await using var host = await BrokerHost.Start();
        var budget = host.Get<IngestBudget>();
        host.Journal.IsHeld = true;
        using (var gateway = await host.Connect())
        {
            await gateway.Send(Packets.Publish("ih/v1/gw-1/t", Reading, 1), Packets.Publish("ih/v1/gw-1/t", Reading, 2));
            await Eventually.Holds(() => host.Journal.Queued == 2, "both queued");
            budget.InUse.ShouldBe(2 * Reading.Length);
        }

        host.Journal.Commit();
        await Eventually.Holds(() => budget.InUse == 0, "the budget returned after the connection was gone");
    }

    [Fact]
    public async Task QoS_0_goes_the_same_way_to_disk_without_an_acknowledgement()
    {
        await using var host = await BrokerHost.Start();
        using var gateway = await host.Connect();
        await gateway.Send(Packets.Publish("ih/v1/gw-1/t", Reading, qos: 0), Packets.PingRequest);
        (await gateway.Read()).Type.ShouldBe(13);
        await Eventually.Holds(() => host.Journal.Readings == 1, "the reading committed");
        host.Get<IngestCounters>().Total[IngestCount.PublishesAcknowledged].ShouldBe(0);
    }

    [Fact]
    public async Task QoS_2_is_answered_after_the_commit()
    {
        await using var host = await BrokerHost.Start();
        host.Journal.IsHeld = true;
        using var gateway = await host.Connect();
        await gateway.Send(Packets.Publish("ih/v1/gw-1/t", Reading, 9, qos: 2));
        await Eventually.Holds(() => host.Journal.Queued == 1, "the reading in the queue");
        (await gateway.IsSilentFor(TimeSpan.FromMilliseconds(100))).ShouldBeTrue();
        host.Journal.Commit();
        var received = await gateway.Read();
        (received.Type, received.Id).ShouldBe((5, 9));
        await gateway.Send([0x62, 0x02, 0x00, 0x09]);
        (await gateway.Read()).Type.ShouldBe(7);
    }

    [Fact]
    public async Task A_connection_that_only_publishes_outlives_its_keep_alive()
    {
        await using var host = await BrokerHost.Start();
        using var gateway = await host.Connect(keepAlive: 1);
        var start = TimeProvider.System.GetTimestamp();
        for (ushort id = 1; TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(5); id++)
        {
            await gateway.Send(Packets.Publish("ih/v1/gw-1/t", Reading, id));
            (await gateway.Read()).Id.ShouldBe(id);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
