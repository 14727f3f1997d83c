using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Devices.Tests.Readings;

public sealed class IngestTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 3, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Malformed => new()
    {
        { "t", "", "payload.empty" },
        { "t", "{", "payload.syntax" },
        { "t", "not json", "payload.syntax" },
        { "t", """{"d":"a","m":{"b":1}""", "payload.syntax" },
        { "t", """{"v":9,"d":"a","m":{"b":1}}""", "payload.version" },
        { "e", "", "payload.empty" },
        { "e", "[1]", "payload.unknown-form" },
        { "e", """{"v":1,"epoch":"b7"}""", "payload.unknown-form" },
        { "e", "\u0000\u0001", "payload" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_message_is_kept_with_its_reason_and_then_acknowledged(string tail, string payload, string reason)
    {
        await using var host = await BrokerHost.Start();
        using var five = await host.Connect();
        await five.Send(Packets.Publish("ih/v1/gw-1/" + tail, payload, 3, contentType: "application/json"));
        var ack = await five.Read();
        (ack.Type, ack.Id, ack.Reason).ShouldBe((4, 3, 0x99));
        var entry = await host.InDatabase(db => db.Set<QuarantineEntry>().SingleAsync(Cancel));
        entry.Reason.ShouldStartWith(reason);
        System.Text.Encoding.UTF8.GetString(entry.Payload).ShouldBe(payload);
        (entry.Topic, entry.ContentType, entry.State, entry.Count).ShouldBe(($"ih/v1/gw-1/{tail}", "application/json", QuarantineState.Open, 1));

        using var three = await host.Connect(v5: false);
        await three.Send(Packets.Publish("ih/v1/gw-1/" + tail, payload, 4, v5: false));
        (await three.Read()).Body.Length.ShouldBe(2, "a PUBACK of MQTT 3.1.1 bears no reason");
    }

    [Fact]
    public async Task A_bad_part_costs_only_itself()
    {
        await using var host = await BrokerHost.Start();
        using var gateway = await host.Connect();
        await gateway.Send(Packets.Publish("ih/v1/gw-1/t", """{"d":"a","m":{"b":1,"c":"warm"}}"""));
        (await gateway.Read()).Reason.ShouldBe(0);
        host.Journal.Readings.ShouldBe(1);
        var total = host.Get<IngestCounters>().For(host.Gateways["gw-1"].Gateway.Id);
        (total[IngestCount.ReadingsStored], total[IngestCount.PartsQuarantined], total[IngestCount.MessagesQuarantined]).ShouldBe((1, 1, 1));
    }

    [Fact]
    public async Task A_part_quarantined_but_not_durable_is_not_acknowledged()
    {
        await using var host = await BrokerHost.Start();
        using var gateway = await host.Connect();
        await host.InDatabase(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"QuarantineEntries\" RENAME TO \"Gone\"", Cancel));
        await gateway.Send(Packets.Publish("ih/v1/gw-1/t", """{"d":"a","m":{"b":1,"c":"warm"}}"""));
        (await gateway.TryRead()).ShouldBeNull();
        var health = host.Get<HealthCheckService>();
        (await health.CheckHealthAsync(Cancel)).Status.ShouldBe(HealthStatus.Unhealthy);

        await host.InDatabase(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Gone\" RENAME TO \"QuarantineEntries\"", Cancel));
        using var again = await host.Connect();
        await again.Send(Packets.Publish("ih/v1/gw-1/t", """{"d":"a","m":{"b":1,"c":"warm"}}"""));
        (await again.Read()).Reason.ShouldBe(0);
        (await health.CheckHealthAsync(Cancel)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Future_and_ancient_readings_are_quarantined_at_their_limits()
    {
        var time = new FakeTimeProvider(Now);
        await using var host = await BrokerHost.Start(time: time);
        using var gateway = await host.Connect();
        var now = Now.ToUnixTimeMilliseconds();
        var ancient = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        foreach (var (at, kept) in new[] { (now + 299_999, true), (now + 300_000, true), (now + 300_001, false), (ancient, true), (ancient - 1, false) })
        {
            var before = host.Journal.Readings;
            await gateway.Send(Packets.Publish("ih/v1/gw-1/t", $$"""{"v":1,"b":[{"d":"a","t0":{{at}},"m":["b"],"r":[[0,1]]}]}"""));
            (await gateway.Read()).Reason.ShouldBe(0);
            (host.Journal.Readings - before).ShouldBe(kept ? 1 : 0, $"reading at {at}");
        }

        (await host.InDatabase(db => db.Set<QuarantineEntry>().OrderBy(e => e.Id).Select(e => e.Reason).ToListAsync(Cancel))).Order().ShouldBe(["time.ancient", "time.future"]);
    }

    [Fact]
    public async Task Events_are_stored_once_and_in_the_order_of_the_gateway()
    {
        await using var host = await BrokerHost.Start();
        using var gateway = await host.Connect();
        var live = host.Get<LiveEvents>().Subscribe(100, Cancel).GetAsyncEnumerator(Cancel);
        for (ushort id = 1; id <= 20; id++) await gateway.Send(Packets.Publish("ih/v1/gw-1/e", Event(id), id));
        for (ushort id = 1; id <= 20; id++) (await gateway.Read()).Id.ShouldBe(id);
        await gateway.Send(Packets.Publish("ih/v1/gw-1/e", Event(7), 21));
        (await gateway.Read()).Reason.ShouldBe(0);

        var stored = await host.InDatabase(db => db.Set<StoredEvent>().OrderBy(e => e.Id).ToListAsync(Cancel));
        stored.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, 20).Select(i => (long)i));
        stored[6].Detail.ShouldBe("""{"card":"7"}""");
        stored[6].OccurredAt.ToUnixTimeMilliseconds().ShouldBe(1795559400007);
        stored[6].GatewayId.ShouldBe(host.Gateways["gw-1"].Gateway.Id);
        var counts = host.Get<IngestCounters>().Total;
        (counts[IngestCount.EventsStored], counts[IngestCount.EventsDuplicate]).ShouldBe((20, 1));
        (counts[IngestCount.PublishesReceived], counts[IngestCount.PublishesCommitted], counts[IngestCount.PublishesAcknowledged]).ShouldBe((21, 21, 21));
        (await live.MoveNextAsync()).ShouldBeTrue();
        (live.Current.Value.Sequence, live.Current.Missed).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_mended_message_is_replayed_and_a_still_broken_one_stays_open()
    {
        await using var host = await BrokerHost.Start();
        using var gateway = await host.Connect();
        await gateway.Send(Packets.Publish("ih/v1/gw-1/t", """{"d":"a","m":{"b":1,"c":"warm"}}"""));
        await gateway.Read();
        var id = await host.InDatabase(db => db.Set<QuarantineEntry>().Select(e => e.Id).SingleAsync(Cancel));

        await using var scope = host.Scope();
        var quarantine = scope.ServiceProvider.GetRequiredService<Quarantine>();
        var still = await quarantine.ReplayQuarantine(id, null, Cancel);
        still.Verdict.ShouldBe(ReplayVerdict.StillMalformed);
        still.Detail.ShouldContain("telemetry.value-not-number");
        host.Journal.Readings.ShouldBe(1);

        (await quarantine.ReplayQuarantine(id, """{"d":"a","m":{"b":1,"c":21.5}}"""u8.ToArray(), Cancel)).Verdict.ShouldBe(ReplayVerdict.Replayed);
        host.Journal.Readings.ShouldBe(3);
        (await quarantine.ReplayQuarantine(id, null, Cancel)).Verdict.ShouldBe(ReplayVerdict.NotOpen);
        var entry = await host.InDatabase(db => db.Set<QuarantineEntry>().SingleAsync(Cancel));
        (entry.State, entry.ClosedAt is not null).ShouldBe((QuarantineState.Replayed, true));
    }

    [Fact]
    public async Task A_reading_from_the_future_can_be_replayed_once_the_clock_has_caught_up()
    {
        var time = new FakeTimeProvider(Now);
        await using var host = await BrokerHost.Start(time: time);
        using var gateway = await host.Connect();
        await gateway.Send(Packets.Publish("ih/v1/gw-1/t", $$"""{"v":1,"b":[{"d":"a","t0":{{Now.AddMinutes(6).ToUnixTimeMilliseconds()}},"m":["b"],"r":[[0,1]]}]}"""));
        await gateway.Read();
        var id = await host.InDatabase(db => db.Set<QuarantineEntry>().Select(e => e.Id).SingleAsync(Cancel));
        await using var scope = host.Scope();
        var quarantine = scope.ServiceProvider.GetRequiredService<Quarantine>();
        (await quarantine.ReplayQuarantine(id, null, Cancel)).Verdict.ShouldBe(ReplayVerdict.StillMalformed);
        time.Advance(TimeSpan.FromMinutes(2));
        (await quarantine.ReplayQuarantine(id, null, Cancel)).Verdict.ShouldBe(ReplayVerdict.Replayed);
    }

    [Fact]
    public async Task A_flood_of_malformed_messages_is_counted_and_sampled_within_the_bound()
    {
        await using var host = await BrokerHost.Start(new() { ["Ingest:QuarantineEntries"] = "10" });
        using var gateway = await host.Connect();
        for (ushort id = 1; id <= 220; id++)
        {
            await gateway.Send(Packets.Publish("ih/v1/gw-1/t", "broken " + id, id));
            (await gateway.Read()).Reason.ShouldBe(0x99);
        }

        var entries = await host.InDatabase(db => db.Set<QuarantineEntry>().ToListAsync(Cancel));
        entries.Count.ShouldBe(11);
        entries.Sum(e => e.Count).ShouldBe(220);
        var full = entries.Single(e => e.Reason == QuarantineShelf.FullReason);
        full.Count.ShouldBe(210);
        System.Text.Encoding.UTF8.GetString(full.Payload).ShouldBe("broken 210", "the last hundredth is the sample");

        // A closed entry makes room again.
        await using var scope = host.Scope();
        (await scope.ServiceProvider.GetRequiredService<Quarantine>().DiscardQuarantine(entries.First(e => e.Reason != QuarantineShelf.FullReason).Id, Cancel)).ShouldBeTrue();
        await gateway.Send(Packets.Publish("ih/v1/gw-1/t", "after", 221));
        await gateway.Read();
        entries = await host.InDatabase(db => db.Set<QuarantineEntry>().ToListAsync(Cancel));
        (entries.Count, entries.Count(e => System.Text.Encoding.UTF8.GetString(e.Payload) == "after")).ShouldBe((11, 1));
    }

    [Fact]
    public async Task A_series_is_announced_once()
    {
        await using var host = await BrokerHost.Start();
        using var gateway = await host.Connect();
        for (ushort id = 1; id <= 3; id++)
        {
            await gateway.Send(Packets.Publish("ih/v1/gw-1/t", """{"d":"freezer-12","m":{"temp":-79.4}}""", id));
            await gateway.Read();
        }

        var notices = host.Get<DiscoveredSeries>().Notices;
        notices.TryRead(out var notice).ShouldBeTrue();
        (notice!.GatewayId, notice.Device, notice.Metric).ShouldBe((host.Gateways["gw-1"].Gateway.Id, "freezer-12", "temp"));
        notices.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_slow_listener_is_told_how_many_it_missed()
    {
        var feed = new BoundedFeed<int>();
        var stream = feed.Subscribe(3, Cancel).GetAsyncEnumerator(Cancel);
        for (var i = 1; i <= 10; i++) feed.Publish(i);
        await stream.MoveNextAsync();
        stream.Current.ShouldBe(new FeedItem<int>(8, 7));
        await stream.DisposeAsync();
        feed.Subscribers.ShouldBe(0);
    }

    private static string Event(int seq) =>
        $$"""{"v":1,"epoch":"b7","e":[{"seq":{{seq}},"t":{{1795559400000 + seq}},"kind":"door.granted","src":"door-1","detail":{"card":"{{seq}}"} }]}""";
}
