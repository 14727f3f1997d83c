using IncubatorHub.Laboratory.Usage.Rules;

namespace IncubatorHub.Laboratory.Tests.Usage;

public sealed class SensingHealthTests
{
    private static readonly SensingFacts Facts = new(true, true, 0, 60, false, 100, 1_000_000, 1_600_000);

    private static List<UsagePoint> Readings(int seconds = 10) =>
        [.. Enumerable.Range(0, 600 / seconds).Select(at => new UsagePoint(1_000_000 + (at * seconds * 1000L), 5))];

    private static IReadOnlyList<SensingDoubt> Doubts(SensingFacts facts, IReadOnlyList<UsagePoint> points) => SensingHealth.Of(facts, points).Doubts;

    [Fact]
    public void Regular_good_readings_of_a_gateway_that_stayed_are_healthy() => SensingHealth.Of(Facts, Readings()).IsHealthy.ShouldBeTrue();

    [Fact]
    public void Every_doubt_is_told()
    {
        Doubts(Facts with { IsSensed = false }, Readings()).ShouldBe([SensingDoubt.NotSensed]);
        Doubts(Facts with { MaxGapSeconds = 0 }, Readings()).ShouldBe([SensingDoubt.NotRegular]);
        Doubts(Facts with { IsGatewayOnline = false }, []).ShouldBe([SensingDoubt.GatewayOffline, SensingDoubt.Silence]);
        Doubts(Facts with { GatewayOnlineSinceMs = null }, Readings()).ShouldBe([SensingDoubt.GatewayCameBack]);
        Doubts(Facts with { GatewayOnlineSinceMs = 1_000_000 }, Readings()).ShouldBeEmpty();
        Doubts(Facts with { GatewayOnlineSinceMs = 1_000_001 }, Readings()).ShouldBe([SensingDoubt.GatewayCameBack]);
        Doubts(Facts with { HasClockDoubt = true }, Readings()).ShouldBe([SensingDoubt.ClockInDoubt]);
        Doubts(Facts, Readings().ConvertAll(one => one.TimeMs == 1_300_000 ? one with { IsLate = true } : one)).ShouldBe([SensingDoubt.LateReadings]);
    }

    [Theory]
    [InlineData(60, 0)]
    [InlineData(61, 1)]
    public void A_silence_is_borne_up_to_the_allowed_and_no_longer(int seconds, int doubts)
    {
        var before = Readings().Where(one => one.TimeMs <= 1_300_000);
        var after = Readings().Where(one => one.TimeMs >= 1_370_000).Prepend(new UsagePoint(1_300_000 + (seconds * 1000L), 5));
        Doubts(Facts, [.. before, .. after]).Count.ShouldBe(doubts);
    }

    [Fact]
    public void Silence_counts_from_the_edges_of_the_span_too()
    {
        Doubts(Facts, [.. Readings().Where(one => one.TimeMs >= 1_070_000)]).ShouldBe([SensingDoubt.Silence]);
        Doubts(Facts, [.. Readings().Where(one => one.TimeMs <= 1_530_000)]).ShouldBe([SensingDoubt.Silence]);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    public void A_few_doubtful_readings_are_borne_more_are_not(int count, int doubts)
    {
        var readings = Readings().Select((one, at) => at % 20 == 7 && at / 20 < count ? one with { IsDoubtful = true } : one).ToList();
        if (count == 4)
            readings[30] = readings[30] with { IsDoubtful = true };
        Doubts(Facts, readings).Count.ShouldBe(doubts);
    }
}
