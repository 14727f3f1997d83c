using System.Text;
using static IncubatorHub.Telemetry.Tests.StoreFixture;

namespace IncubatorHub.Telemetry.Tests.Series;

public sealed class SeriesCatalogTests
{
    [Fact]
    public async Task A_key_has_one_number_by_text_and_by_bytes_and_after_a_restart()
    {
        await using var fixture = await Open();
        var key = new SeriesKey("gw-東京", "冷凍庫-12", "温度");
        var series = fixture.Store.Resolve(key);
        fixture.Store.Resolve(fixture.Store.ResolveSource(key.Source), Encoding.UTF8.GetBytes(key.Device), Encoding.UTF8.GetBytes(key.Metric)).ShouldBe(series);
        await fixture.Append(series, (Start, 1));
        await fixture.Reopen();
        fixture.Store.TryResolve(key, out var again).ShouldBeTrue();
        again.ShouldBe(series);
        fixture.Store.KeyOf(series).ShouldBe(key);
        fixture.Store.SeriesOf(key.Source, key.Device).ShouldBe([series]);
        fixture.Store.SeriesOf(key.Source, "other").ShouldBeEmpty();
    }

    [Fact]
    public async Task Neighbouring_names_do_not_run_into_each_other()
    {
        await using var fixture = await Open();
        var numbers = new[] { ("ab", "c"), ("a", "bc"), ("abc", "d"), ("A", "bc") }.Select(k => fixture.Store.Resolve(new SeriesKey("g", k.Item1, k.Item2)));
        numbers.Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task Many_threads_that_meet_new_keys_agree_on_dense_numbers()
    {
        await using var fixture = await Open();
        var tasks = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Enumerable.Range(0, 5_000).Select(n => fixture.Store.Resolve(new SeriesKey($"g{n % 7}", $"d{n}", "m"))).ToArray(), Cancel));
        var all = await Task.WhenAll(tasks);
        foreach (var one in all) one.ShouldBe(all[0]);
        all[0].Order().ShouldBe(Enumerable.Range(1, 5_000));
    }

    [Fact]
    public async Task A_known_series_is_resolved_without_allocating()
    {
        await using var fixture = await Open();
        var source = fixture.Store.ResolveSource("g");
        var series = fixture.Store.Resolve(source, "freezer-12"u8, "temp"u8);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var wrong = 0;
        for (var i = 0; i < 1_000; i++) if (fixture.Store.Resolve(source, "freezer-12"u8, "temp"u8) != series) wrong++;
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        wrong.ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x257")]
    public async Task A_part_that_is_empty_or_too_long_is_refused(string device)
    {
        await using var fixture = await Open();
        if (device.Length > 0) device = new string('x', SeriesKey.MaxPartBytes + 1);
        Should.Throw<ArgumentException>(() => fixture.Store.Resolve(new SeriesKey("g", device, "m")));
        Should.Throw<ArgumentException>(() => fixture.Store.Resolve(fixture.Store.ResolveSource("g"), Encoding.UTF8.GetBytes(device), "m"u8));
        fixture.Store.Resolve(new SeriesKey("g", new string('x', SeriesKey.MaxPartBytes), "m")).ShouldBePositive();
    }

    [Fact]
    public async Task Bytes_that_are_not_text_and_series_that_nobody_resolved_are_refused()
    {
        await using var fixture = await Open();
        Should.Throw<ArgumentException>(() => fixture.Store.Resolve(fixture.Store.ResolveSource("g"), [0xC3, 0x28], "m"u8));
        var batch = ReadingBatch.Rent();
        batch.Add(7, Start, 1, ReadingQuality.Good);
        await Should.ThrowAsync<ArgumentException>(async () => await fixture.Store.Enqueue(batch, Cancel));
    }
}
