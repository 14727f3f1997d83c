using System.Threading.Channels;
using IncubatorHub.Platform.Ui;
using Microsoft.Extensions.Time.Testing;

namespace IncubatorHub.Hub.Tests.Console;

public sealed class LiveBatchesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Channel<int> _source = Channel.CreateUnbounded<int>();
    private readonly Channel<IReadOnlyList<int>> _shown = Channel.CreateUnbounded<IReadOnlyList<int>>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_within_half_a_second_is_shown_at_once()
    {
        var showing = Start(Cancel);
        foreach (var number in Enumerable.Range(1, 50))
            _source.Writer.TryWrite(number);

        await Advance();
        (await Next()).ShouldBe(Enumerable.Range(1, 50));

        _source.Writer.TryWrite(51);
        await Advance();
        (await Next()).ShouldBe([51]);
        _source.Writer.Complete();
        await showing.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    [Fact]
    public async Task What_waits_when_the_stream_ends_is_shown_still()
    {
        _source.Writer.TryWrite(7);
        _source.Writer.Complete();
        await Start(Cancel).WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        (await Next()).ShouldBe([7]);
    }

    [Fact]
    public async Task Of_a_flood_the_newest_are_shown()
    {
        foreach (var number in Enumerable.Range(0, LiveBatches.MaxItems + 5))
            _source.Writer.TryWrite(number);
        _source.Writer.Complete();
        await Start(Cancel).WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        var batch = await Next();
        batch.Count.ShouldBe(LiveBatches.MaxItems);
        batch[^1].ShouldBe(LiveBatches.MaxItems + 4);
    }

    [Fact]
    public async Task It_ends_when_the_page_is_left()
    {
        using var left = new CancellationTokenSource();
        var showing = Start(left.Token);
        await left.CancelAsync();
        await showing.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    private Task Start(CancellationToken left) => LiveBatches.Show(
        _source.Reader.ReadAllAsync(CancellationToken.None), _time,
        batch =>
        {
            _shown.Writer.TryWrite(batch);
            return Task.CompletedTask;
        },
        left);

    // The window opens on another thread once the first item was read, so the clock is moved until it closed.
    private async Task Advance()
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (!_shown.Reader.TryPeek(out _))
        {
            TimeProvider.System.GetElapsedTime(deadline).ShouldBeLessThan(TimeSpan.FromSeconds(10), "no batch was shown");
            if (_source.Reader.Count == 0)
                _time.Advance(LiveBatches.Pace);
            await Task.Yield();
        }
    }

    private async Task<IReadOnlyList<int>> Next() => await _shown.Reader.ReadAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancel);
}
