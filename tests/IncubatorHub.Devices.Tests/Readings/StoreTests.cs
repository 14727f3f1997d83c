using IncubatorHub.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Devices.Tests.Readings;

/// <summary>The whole way, from the socket to the telemetry store and back by its queries.</summary>
public sealed class StoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 3, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reading_without_a_timestamp_bears_the_time_of_receipt_and_says_so()
    {
        await using var host = await BrokerHost.Start(realStore: true);
        using var gateway = await host.Connect();
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await gateway.Send(Packets.Publish("ih/v1/gw-1/t", """{"d":"freezer-12","m":{"temp":-79.4}}"""));
        (await gateway.Read()).Reason.ShouldBe(0);
        var latest = Latest(host, "freezer-12", "temp");
        latest.Value.ShouldBe(-79.4);
        latest.Quality.ShouldBe(ReadingQuality.ReceiptTime);
        latest.TimestampMs.ShouldBeInRange(before, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task A_reading_is_late_beyond_the_window_and_not_at_its_edge()
    {
        var time = new FakeTimeProvider(Now);
        await using var host = await BrokerHost.Start(time: time, realStore: true);
        using var gateway = await host.Connect();
        foreach (var (device, seconds, expected) in new[] { ("edge", 300, ReadingQuality.Good), ("beyond", 301, ReadingQuality.Late) })
        {
            await gateway.Send(Packets.Publish("ih/v1/gw-1/t", $$"""{"v":1,"b":[{"d":"{{device}}","t0":{{Now.AddSeconds(-seconds).ToUnixTimeMilliseconds()}},"m":["x"],"r":[[0,1]]}]}"""));
            (await gateway.Read()).Reason.ShouldBe(0);
            Latest(host, device, "x").Quality.ShouldBe(expected);
        }
    }

    [Fact]
    public async Task A_repeated_delivery_changes_nothing_and_is_counted()
    {
        await using var host = await BrokerHost.Start(realStore: true);
        using var gateway = await host.Connect();
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-6).ToUnixTimeMilliseconds();
        var batch = $$"""{"v":1,"epoch":"b7","seq":1,"b":[{"d":"a","t0":{{at}},"m":["x","y"],"r":[[0,1,2],[1000,3,4]]}]}""";
        await gateway.Send(Packets.Publish("ih/v1/gw-1/t", batch, 1), Packets.Publish("ih/v1/gw-1/t", batch, 2));
        (await gateway.Read()).Id.ShouldBe(1);
        (await gateway.Read()).Id.ShouldBe(2);
        await gateway.Send(Packets.Publish("ih/v1/gw-1/t", batch.Replace("[0,1,2]", "[0,9,2]", StringComparison.Ordinal), 3));
        (await gateway.Read()).Id.ShouldBe(3);

        var counts = host.Get<IngestCounters>().Total;
        (counts[IngestCount.ReadingsStored], counts[IngestCount.ReadingsDuplicate], counts[IngestCount.ReadingsConflicting]).ShouldBe((4, 7, 1));
        (counts[IngestCount.PublishesReceived], counts[IngestCount.PublishesCommitted], counts[IngestCount.PublishesAcknowledged]).ShouldBe((3, 3, 3));
        Latest(host, "a", "x").Quality.ShouldBe(ReadingQuality.Late);
    }

    [Fact]
    public async Task SenML_is_taken_by_content_type_and_by_its_form()
    {
        await using var host = await BrokerHost.Start(realStore: true);
        using var gateway = await host.Connect();
        const string pack = """[{"bn":"incubator-3:","n":"co2","u":"%","v":5.1}]""";
        await gateway.Send(Packets.Publish("ih/v1/gw-1/t", pack, 1, contentType: "application/senml+json"));
        (await gateway.Read()).Reason.ShouldBe(0);
        Latest(host, "incubator-3", "co2").Value.ShouldBe(5.1);
        using var three = await host.Connect(v5: false);
        await three.Send(Packets.Publish("ih/v1/gw-1/t", pack.Replace("5.1", "5.2", StringComparison.Ordinal), 1, v5: false));
        await three.Read();
        Latest(host, "incubator-3", "co2").Value.ShouldBe(5.2);
    }

    [Fact]
    public async Task The_counters_agree_with_the_stores_under_a_mixed_load_of_many_gateways()
    {
        string[] keys = [.. Enumerable.Range(1, 20).Select(i => $"gw-{i:00}")];
        await using var host = await BrokerHost.Start(realStore: true, gateways: keys);
        await Task.WhenAll(keys.Select(async key =>
        {
            using var gateway = await host.Connect(key);
            for (ushort id = 1; id <= 100; id++)
            {
                await gateway.Send(id % 10 == 0
                    ? Packets.Publish($"ih/v1/{key}/e", $$"""{"v":1,"epoch":"b7","e":[{"seq":{{id}},"t":1795559400000,"kind":"door.opened","src":"door-1"}]}""", id)
                    : Packets.Publish($"ih/v1/{key}/t", $$"""{"d":"a","m":{"n":{{id}} } }""" + (id % 11 == 0 ? "]" : ""), id));
            }

            for (var id = 1; id <= 100; id++) (await gateway.Read()).Id.ShouldBe(id);
        }));

        var counts = host.Get<IngestCounters>().Total;
        (counts[IngestCount.PublishesReceived], counts[IngestCount.PublishesCommitted], counts[IngestCount.PublishesAcknowledged], counts[IngestCount.PublishesFailed])
            .ShouldBe((2_000, 2_000, 2_000, 0));
        counts[IngestCount.EventsStored].ShouldBe(200);
        counts[IngestCount.MessagesQuarantined].ShouldBe(20 * 9);
        (counts[IngestCount.ReadingsStored] + counts[IngestCount.ReadingsDuplicate] + counts[IngestCount.ReadingsConflicting]).ShouldBe(20 * 81);
        host.Get<TelemetryStore>().Counters.Readings.ShouldBe(counts[IngestCount.ReadingsStored]);
    }

    private static Reading Latest(BrokerHost host, string device, string metric)
    {
        var store = host.Get<TelemetryStore>();
        store.TryResolve(new SeriesKey("gw-1", device, metric), out var series).ShouldBeTrue();
        store.TryLatest(series, out var latest).ShouldBeTrue();
        return latest;
    }
}
