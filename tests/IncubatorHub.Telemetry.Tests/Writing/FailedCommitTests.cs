using static IncubatorHub.Telemetry.Tests.StoreFixture;

namespace IncubatorHub.Telemetry.Tests.Writing;

public sealed class FailedCommitTests
{
    [Fact]
    public async Task A_failed_commit_stores_nothing_tells_its_owner_and_the_resent_batch_is_new()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        await fixture.Store.ExecuteOnWriter("CREATE TRIGGER refuse BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'refused on purpose'); END", Cancel);
        var owner = new Owner();
        var batch = ReadingBatch.Rent();
        batch.Owner = owner;
        batch.Add(series, Start, 1, ReadingQuality.Good);
        (await fixture.Store.Append(batch, Cancel)).ShouldBe(new BatchOutcome(false, 0, 0, 0));
        await Until(() => owner.Ends == 1, "the owner has heard the end of the commit");
        owner.Outcome.ShouldBe(new BatchOutcome(false, 0, 0, 0));
        fixture.Store.Health.Reason.ShouldContain("refused on purpose");
        (await fixture.All(series)).ShouldBeEmpty();
        fixture.Store.TryLatest(series, out _).ShouldBeFalse();

        await fixture.Store.ExecuteOnWriter("DROP TRIGGER refuse", Cancel);
        (await fixture.Append(series, (Start, 1))).ShouldBe(new BatchOutcome(true, 1, 0, 0));
        fixture.Store.Health.IsHealthy.ShouldBeTrue();

        // The series itself was to become durable with the commit that failed.
        await fixture.Reopen();
        (await fixture.All(fixture.Series())).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Compaction_that_fails_does_not_stand_between_readings_and_the_disk()
    {
        await using var fixture = await Open(o => o with { MaxHeadReadings = 10_000 });
        var series = fixture.Series();
        await fixture.Store.ExecuteOnWriter("CREATE TRIGGER refuse BEFORE INSERT ON block BEGIN SELECT RAISE(ABORT, 'refused on purpose'); END", Cancel);
        for (var i = 0; i < 15; i++)
        {
            var batch = ReadingBatch.Rent();
            for (var j = 0; j < 1_000; j++) batch.Add(series, Start + i * 1_000 + j, j, ReadingQuality.Good);
            (await fixture.Store.Append(batch, Cancel)).ShouldBe(new BatchOutcome(true, 1_000, 0, 0));
        }

        await Until(() => fixture.Store.Counters.FailedCompactions > 0, "the crowded head was tried");
        await Should.ThrowAsync<IOException>(async () => await fixture.Store.CompactEverything(Cancel));
        (await fixture.All(series)).Length.ShouldBe(15_000);
        fixture.Store.Counters.BlocksWritten.ShouldBe(0);

        await fixture.Store.ExecuteOnWriter("DROP TRIGGER refuse", Cancel);
        await fixture.Store.CompactEverything(Cancel);
        fixture.Store.Counters.JournalRows.ShouldBe(0);
        (await fixture.All(series)).Length.ShouldBe(15_000);
    }

    private sealed class Owner : IBatchOwner
    {
        private volatile int _ends;

        public BatchOutcome? Outcome { get; private set; }

        public int Ends => _ends;

        public void Committed(ReadingBatch batch, BatchOutcome outcome) => Outcome = outcome;

        public void CommitEnded() => _ends++;
    }
}
