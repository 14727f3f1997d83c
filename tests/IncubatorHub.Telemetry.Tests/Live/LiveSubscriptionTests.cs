using static IncubatorHub.Telemetry.Tests.StoreFixture;

namespace IncubatorHub.Telemetry.Tests.Live;

public sealed class LiveSubscriptionTests
{
    [Fact]
    public async Task A_subscription_sees_new_readings_of_its_series_once_and_in_order()
    {
        await using var fixture = await Open();
        var (mine, other) = (fixture.Series("mine"), fixture.Series("other"));
        using var live = fixture.Store.Subscribe([mine], 100);
        await fixture.Append(mine, (Start, 1), (Start + 1, 2));
        await fixture.Append(other, (Start, 9));
        await fixture.Append(mine, (Start, 1), (Start + 2, 3));
        var seen = new List<double>();
        while (seen.Count < 3 && await live.WaitToRead(Cancel)) while (live.TryRead(out var reading)) seen.Add(reading.Reading.Value);
        seen.ShouldBe([1, 2, 3]);
        live.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_filter_also_catches_series_that_come_later()
    {
        await using var fixture = await Open();
        using var live = fixture.Store.Subscribe(series => fixture.Store is not null && series % 2 == 0, 100);
        for (var n = 1; n <= 4; n++) await fixture.Append(fixture.Series($"m{n}"), (Start, n));
        var seen = new List<int>();
        while (live.TryRead(out var reading)) seen.Add(reading.Series);
        seen.ShouldBe([2, 4]);
    }

    [Fact]
    public async Task A_slow_reader_loses_the_oldest_and_learns_how_many()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        using var live = fixture.Store.Subscribe([series], 3);
        await fixture.Append(series, (Start, 1), (Start + 1, 2), (Start + 2, 3), (Start + 3, 4), (Start + 4, 5));
        live.TakeGap().ShouldBe(2);
        live.TakeGap().ShouldBe(0);
        live.TryRead(out var first).ShouldBeTrue();
        first.Reading.Value.ShouldBe(3);
        fixture.Store.Counters.LiveDropped.ShouldBe(2);
    }

    [Fact]
    public async Task A_closed_subscription_ends_and_costs_nothing_more()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        var live = fixture.Store.Subscribe([series], 3);
        var waiting = live.WaitToRead(Cancel).AsTask();
        live.Dispose();
        (await waiting).ShouldBeFalse();
        await fixture.Append(series, (Start, 1));
        live.TryRead(out _).ShouldBeFalse();
        fixture.Store.Counters.Subscriptions.ShouldBe(0);
    }
}
