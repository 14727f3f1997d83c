using IncubatorHub.Edge.Drivers;
using IncubatorHub.Edge.Sampling;
using IncubatorHub.Protocol;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Edge.Tests;

public sealed class SamplingTests
{
    [Theory]
    [InlineData(0, 10, 10_000)]
    [InlineData(9_999, 10, 10_000)]
    [InlineData(10_000, 10, 20_000)]
    [InlineData(10_001, 60, 60_000)]
    public void Ticks_lie_on_whole_multiples(long now, int every, long next) => SampleClock.NextTickMs(now, every).ShouldBe(next);

    [Fact]
    public async Task A_tick_comes_when_the_clock_reaches_it_and_bears_its_nominal_time()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1_003_500));
        var tick = SampleClock.WaitAsync(time, 10, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMilliseconds(6_499));
        tick.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(1));
        (await tick).ShouldBe(1_010_000);
    }

    [Theory]
    [InlineData(0.49, 1, false)]
    [InlineData(0.5, 1, false)]
    [InlineData(0.51, 1, true)]
    [InlineData(0, 299_999, false)]
    [InlineData(0, 300_000, true)]
    [InlineData(0, -1, true)]
    public void A_reading_passes_beyond_its_band_or_after_its_heartbeat(double change, long later, bool passes)
    {
        var band = new DeadBand();
        band.Passes(Given.Reading(20, 1_000_000), 0.5, 300_000).ShouldBeTrue();
        band.Passes(Given.Reading(20 + change, 1_000_000 + later), 0.5, 300_000).ShouldBe(passes);
    }

    [Fact]
    public void A_change_of_quality_passes_and_a_slow_drift_is_not_swallowed()
    {
        var band = new DeadBand();
        band.Passes(Given.Reading(20), 0.5, 300_000).ShouldBeTrue();
        band.Passes(Given.Reading(20) with { Quality = ReadingQuality.Stale }, 0.5, 300_000).ShouldBeTrue();
        band = new DeadBand();
        var sent = Enumerable.Range(0, 100).Count(i => band.Passes(Given.Reading(i * 0.1, 1000 + i), 0.5, 300_000));
        sent.ShouldBeInRange(16, 20);
    }

    [Theory]
    [InlineData("ST,+00123.45 g", 123.45)]
    [InlineData("ST,-    0.50 g", -0.5)]
    public void A_balance_is_read_by_pattern(string line, double value)
    {
        var parser = new LineParser(new() { Pattern = @"^ST,(?<weight>[+-] *\d+\.\d+) g", Metrics = [new() { Metric = "weight" }] });
        parser.Parse(line).ShouldHaveSingleItem().Value.ShouldBe(value);
        parser.Parse("US" + line[2..]).ShouldBeEmpty("an unstable value is not of the form");
    }

    [Fact]
    public void Fixed_columns_are_read_with_scale_and_a_short_line_gives_what_it_holds()
    {
        var parser = new LineParser(new() { Metrics = [new() { Metric = "a", Start = 0, Length = 5, Scale = 0.1 }, new() { Metric = "b", Start = 5, Length = 4 }] });
        parser.Parse("  120 7.5").Select(v => (v.Metric.Metric, v.Value)).ShouldBe([("a", 12.0), ("b", 7.5)]);
        parser.Parse("  120").ShouldHaveSingleItem().Metric.Metric.ShouldBe("a");
        parser.Parse("error").ShouldBeEmpty();
    }

    [Fact]
    public void Waits_grow_to_the_cap_and_are_spread()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), new Random(7));
        var waits = Enumerable.Range(0, 200).Select(_ => backoff.Next().TotalSeconds).ToList();
        waits[0].ShouldBeLessThanOrEqualTo(1);
        waits[1].ShouldBeLessThanOrEqualTo(2);
        waits.Max().ShouldBeInRange(25, 30);
        waits.Skip(10).Min().ShouldBeLessThan(5, "full jitter");
        backoff.Reset();
        backoff.Next().TotalSeconds.ShouldBeLessThanOrEqualTo(1);
    }
}
