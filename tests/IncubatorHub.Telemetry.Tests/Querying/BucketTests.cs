using CsCheck;
using static IncubatorHub.Telemetry.Tests.StoreFixture;

namespace IncubatorHub.Telemetry.Tests.Querying;

public sealed class BucketTests
{
    [Fact]
    public async Task Buckets_say_what_counting_by_hand_says()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        var random = new Random(3);
        var readings = new List<(long At, double Value)>();
        for (long at = Start; at < Start + 20 * Hour; at += 1 + random.Next(120_000))
        {
            readings.Add((at, random.Next(50) == 0 ? double.NaN : random.Next(-5_000, 5_000) / 100.0));
            if (random.Next(300) == 0) at += 3 * Hour;
        }

        // Blocks, a block with a late reading above it, and an open window.
        await fixture.Append(series, [.. readings]);
        await fixture.CompactThrough(Start + 17 * Hour);
        await fixture.Append(series, (Start + 5 * Hour + 1, 7.25), (Start + 5 * Hour, -60));
        readings.AddRange([(Start + 5 * Hour + 1, 7.25), (Start + 5 * Hour, -60)]);
        readings = [.. readings.DistinctBy(r => r.At).OrderBy(r => r.At)];
        fixture.Store.Counters.HeadReadings.ShouldBeGreaterThan(0);
        fixture.Store.Counters.BlocksWritten.ShouldBeGreaterThan(5);

        await Gen.Select(Gen.Long[-Hour, 21 * Hour], Gen.Long[1, 22 * Hour], Gen.Int[1, 300]).SampleAsync(async (offset, span, count) =>
        {
            var (from, to) = (Start + offset, Start + offset + span);
            var found = await fixture.Store.Buckets(series, from, to, count, Cancel);
            found.Length.ShouldBe(count);
            for (var i = 0; i < count; i++)
            {
                var index = i;
                var within = readings.Where(r => r.At >= from && r.At < to && !double.IsNaN(r.Value) && (long)((Int128)(r.At - from) * count / span) == index).Select(r => r.Value).ToArray();
                found[i].Count.ShouldBe(within.Length);
                if (within.Length == 0) continue;
                (found[i].Min, found[i].Max, found[i].First, found[i].Last).ShouldBe((within.Min(), within.Max(), within[0], within[^1]));
                found[i].Sum.ShouldBe(within.Sum(), 1e-6);
                found[i].FromMs.ShouldBe(from + (long)(((Int128)span * i + count - 1) / count));
            }
        }, iter: 60, threads: 1);
    }

    [Fact]
    public async Task A_bucket_begins_inclusive_and_ends_exclusive_and_the_empty_one_is_empty()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        await fixture.Append(series, (Start, 1), (Start + 10, 2), (Start + 20, 3));
        var buckets = await fixture.Store.Buckets(series, Start, Start + 20, 2, Cancel);
        buckets[0].ShouldBe(new Bucket(Start, 1, 1, 1, 1, 1, 1));
        buckets[1].ShouldBe(new Bucket(Start + 10, 1, 2, 2, 2, 2, 2));
        var empty = await fixture.Store.Buckets(series, Start + 1, Start + 9, 1, Cancel);
        empty[0].Count.ShouldBe(0);
        double.IsNaN(empty[0].Mean).ShouldBeTrue();
    }

    [Fact]
    public async Task A_range_is_half_open_and_stops_at_its_limit()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        await fixture.Append(series, (Start + 1, 1), (Start + 2, 2), (Start + 3, 3), (Start + Hour, 4));
        (await fixture.Store.Range(series, Start + 1, Start + 3, 10, Cancel)).Select(r => r.Value).ShouldBe([1, 2]);
        await fixture.Store.CompactEverything(Cancel);
        (await fixture.Store.Range(series, Start + 1, Start + 3, 10, Cancel)).Select(r => r.Value).ShouldBe([1, 2]);
        (await fixture.Store.Range(series, 0, Reading.MaxTimestampMs, 3, Cancel)).Select(r => r.Value).ShouldBe([1, 2, 3]);
        (await fixture.Store.Range(999, 0, Reading.MaxTimestampMs, 3, Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Queries_beside_ingest_and_compaction_never_miss_and_never_double()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        var written = 0;
        var writer = Task.Run(async () =>
        {
            for (var i = 0; i < 600; i++)
            {
                await fixture.Append(series, (Start + i * 60_000L, i));
                Volatile.Write(ref written, i + 1);
                if (i % 20 == 19) await fixture.Store.CompactEverything(Cancel);
            }
        }, Cancel);
        while (!writer.IsCompleted)
        {
            var least = Volatile.Read(ref written);
            var values = (await fixture.All(series)).Select(r => (int)r.Value).ToArray();
            values.ShouldBe(Enumerable.Range(0, values.Length));
            values.Length.ShouldBeGreaterThanOrEqualTo(least);
        }

        await writer;
    }
}
