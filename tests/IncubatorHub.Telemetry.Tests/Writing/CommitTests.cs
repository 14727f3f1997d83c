using System.Collections.Concurrent;
using static IncubatorHub.Telemetry.Tests.StoreFixture;

namespace IncubatorHub.Telemetry.Tests.Writing;

public sealed class CommitTests
{
    [Fact]
    public async Task A_repeated_reading_is_a_duplicate_and_another_value_is_a_conflict_in_which_the_first_stays()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        (await fixture.Append(series, (Start, 1.5), (Start, 1.5), (Start, 2))).ShouldBe(new BatchOutcome(true, 1, 1, 1));
        (await fixture.Append(series, (Start, double.NaN), (Start + 1, double.NaN), (Start + 1, double.NaN))).ShouldBe(new BatchOutcome(true, 1, 1, 1));
        (await fixture.All(series))[0].Value.ShouldBe(1.5);
        var counters = fixture.Store.Counters;
        (counters.Readings, counters.Duplicates, counters.Conflicts).ShouldBe((2, 2, 2));
    }

    [Fact]
    public async Task The_latest_reading_is_the_one_with_the_latest_timestamp()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        fixture.Store.TryLatest(series, out _).ShouldBeFalse();
        await fixture.Append(series, (Start + 5, 5), (Start + 1, 1));
        fixture.Store.TryLatest(series, out var latest).ShouldBeTrue();
        latest.Value.ShouldBe(5);

        // Also after a restart, when only a block knows it and a late reading comes first.
        await fixture.CompactThrough(Start);
        await fixture.Reopen();
        await fixture.Append(series, (Start - 10 * Hour, -10));
        fixture.Store.TryLatest(series, out latest).ShouldBeTrue();
        latest.Value.ShouldBe(5);
    }

    [Fact]
    public async Task Qualities_and_odd_values_survive_journal_and_block()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        Reading[] expected =
        [
            new(Start, -79.4, ReadingQuality.Good), new(Start + 1, double.NaN, ReadingQuality.Suspect | ReadingQuality.Late), new(Start + 2, -0.0, ReadingQuality.Good),
            new(Start + 3, double.NegativeInfinity, ReadingQuality.OutOfRange), new(Start + 4, 1 / 3.0, ReadingQuality.ReceiptTime), new(Start + 5, 1e300, ReadingQuality.ClockSuspect),
        ];
        var batch = ReadingBatch.Rent();
        foreach (var reading in expected) batch.Add(series, reading.TimestampMs, reading.Value, reading.Quality);
        await fixture.Store.Append(batch, Cancel);
        await fixture.Reopen();
        (await fixture.All(series)).ShouldBe(expected);
        await fixture.CompactThrough(Start);
        await fixture.Reopen();
        (await fixture.All(series)).ShouldBe(expected);
    }

    [Fact]
    public async Task Each_owner_hears_of_its_batches_in_order_and_then_once_that_the_commit_ended()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        var (a, b) = (new Listener(), new Listener());
        for (var i = 0; i < 500; i++)
        {
            var batch = ReadingBatch.Rent();
            (batch.Owner, batch.Tag) = (i % 3 == 0 ? a : b, i);
            if (i % 5 != 0) batch.Add(series, Start + i, i, ReadingQuality.Good);
            await fixture.Store.Enqueue(batch, Cancel);
        }

        await Until(() => a.Tags + b.Tags == 500, "all batches are reported");
        await Until(() => a.LastIsEnd && b.LastIsEnd, "both commits have ended");
        foreach (var listener in (Listener[])[a, b])
        {
            listener.Events.Where(e => e >= 0).ShouldBe(listener.Events.Where(e => e >= 0).Order());
            listener.Events.Zip(listener.Events.Skip(1)).ShouldNotContain(pair => pair.First < 0 && pair.Second < 0, "an end without a batch");
        }
    }

    [Fact]
    public async Task An_owner_that_throws_harms_nobody()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        var batch = ReadingBatch.Rent();
        batch.Add(series, Start, 1, ReadingQuality.Good);
        batch.Owner = new Thrower();
        await fixture.Store.Enqueue(batch, Cancel);
        (await fixture.Append(series, (Start + 1, 2))).Durable.ShouldBeTrue();
        (await fixture.All(series)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_full_queue_makes_senders_wait_and_lets_them_go_on_in_order()
    {
        await using var fixture = await Open(o => o with { MaxQueuedBatches = 4, Linger = TimeSpan.FromMilliseconds(100) });
        var series = fixture.Series();
        using var gate = new ManualResetEventSlim();
        var blocker = ReadingBatch.Rent();
        blocker.Owner = new Blocker(gate);
        await fixture.Store.Enqueue(blocker, Cancel);
        var queued = new List<Task>();
        var listener = new Listener();
        for (var i = 0; i < 10; i++)
        {
            var batch = ReadingBatch.Rent();
            batch.Add(series, Start + i, i, ReadingQuality.Good);
            (batch.Owner, batch.Tag) = (listener, i);
            queued.Add(fixture.Store.Enqueue(batch, Cancel).AsTask());
        }

        queued.Count(t => t.IsCompleted).ShouldBe(3);
        fixture.Store.Counters.QueuedBatches.ShouldBe(4);
        using var given = new CancellationTokenSource();
        var impatient = ReadingBatch.Rent();
        var left = fixture.Store.Enqueue(impatient, given.Token).AsTask();
        await given.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(left);
        impatient.Return();

        gate.Set();
        await Task.WhenAll(queued);
        await Until(() => listener.Tags == 10, "all are committed");
        listener.Events.Where(e => e >= 0).ShouldBe(Enumerable.Range(0, 10).Select(i => (long)i));
    }

    [Fact]
    public async Task Closing_commits_what_is_queued_and_refuses_what_comes_later()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        var pending = Enumerable.Range(0, 100).Select(i => fixture.Append(series, (Start + i, i))).ToArray();
        await fixture.Reopen();
        (await Task.WhenAll(pending)).ShouldAllBe(outcome => outcome.Durable);
        (await fixture.All(series)).Length.ShouldBe(100);
        await fixture.Store.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(async () => await fixture.Store.Enqueue(ReadingBatch.Rent(), Cancel));
    }

    [Fact]
    public void A_batch_takes_its_limit_and_not_one_more_and_only_sane_timestamps()
    {
        var batch = ReadingBatch.Rent();
        for (var i = 0; i < ReadingBatch.MaxReadings; i++) batch.Add(1, i, i, ReadingQuality.Good);
        Should.Throw<InvalidOperationException>(() => batch.Add(1, 1, 1, ReadingQuality.Good));
        batch.Return();
        var other = ReadingBatch.Rent();
        other.Add(1, Reading.MaxTimestampMs, 1, ReadingQuality.Good);
        Should.Throw<ArgumentOutOfRangeException>(() => other.Add(1, Reading.MaxTimestampMs + 1, 1, ReadingQuality.Good));
        Should.Throw<ArgumentOutOfRangeException>(() => other.Add(1, -1, 1, ReadingQuality.Good));
        Should.Throw<ArgumentOutOfRangeException>(() => other.Add(0, 1, 1, ReadingQuality.Good));
    }

    private sealed class Listener : IBatchOwner
    {
        private readonly ConcurrentQueue<long> _events = new();

        public IReadOnlyCollection<long> Events => _events;

        public int Tags => _events.Count(e => e >= 0);

        public bool LastIsEnd => _events.Last() < 0;

        public void Committed(ReadingBatch batch, BatchOutcome outcome) => _events.Enqueue(outcome.Durable ? batch.Tag : long.MaxValue);

        public void CommitEnded() => _events.Enqueue(-1);
    }

    private sealed class Thrower : IBatchOwner
    {
        public void Committed(ReadingBatch batch, BatchOutcome outcome) => throw new InvalidOperationException("thrown on purpose");

        public void CommitEnded() => throw new InvalidOperationException("thrown on purpose");
    }

    private sealed class Blocker(ManualResetEventSlim gate) : IBatchOwner
    {
        public void Committed(ReadingBatch batch, BatchOutcome outcome) => gate.Wait(TimeSpan.FromSeconds(20));

        public void CommitEnded()
        {
        }
    }
}
