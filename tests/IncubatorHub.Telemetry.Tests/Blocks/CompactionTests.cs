using static IncubatorHub.Telemetry.Tests.StoreFixture;

namespace IncubatorHub.Telemetry.Tests.Blocks;

public sealed class CompactionTests
{
    [Fact]
    public async Task A_closed_window_becomes_one_block_and_its_journal_rows_go()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        for (var i = 0; i < 36; i++) await fixture.Append(series, (Start + i * 100_000, i / 10.0));
        fixture.Store.Counters.JournalRows.ShouldBe(36);

        await fixture.CompactThrough(Start);

        var counters = fixture.Store.Counters;
        counters.BlocksWritten.ShouldBe(1);
        counters.JournalRows.ShouldBe(0);
        counters.HeadReadings.ShouldBe(0);
        (await fixture.All(series)).Length.ShouldBe(36);
    }

    [Fact]
    public async Task Closed_windows_are_found_without_being_asked_for()
    {
        await using var fixture = await Open(o => o with { CompactionInterval = TimeSpan.FromMilliseconds(100) });
        var series = fixture.Series();
        await fixture.Append(series, (Start, 1));
        fixture.Time.Advance(TimeSpan.FromHours(2));
        await Until(() => fixture.Store.Counters.BlocksWritten == 1, "the window is compacted");
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await Until(() => fixture.Store.Counters.JournalRows == 0, "the journal row is gone");
        (await fixture.All(series)).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_window_stays_open_through_its_grace()
    {
        await using var fixture = await Open();
        await fixture.Append(fixture.Series(), (Start, 1));
        fixture.Time.SetUtcNow(DateTimeOffset.FromUnixTimeMilliseconds(Start + Hour + 30_000 - 1));
        await fixture.Store.Compact(Cancel);
        fixture.Store.Counters.BlocksWritten.ShouldBe(0);
        fixture.Time.Advance(TimeSpan.FromMilliseconds(1));
        await fixture.Store.Compact(Cancel);
        fixture.Store.Counters.BlocksWritten.ShouldBe(1);
    }

    [Fact]
    public async Task A_journal_row_stays_while_one_of_its_readings_is_in_an_open_window()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        await fixture.Append(series, (Start, 1), (Start + 2 * Hour, 2));
        fixture.Time.SetUtcNow(DateTimeOffset.FromUnixTimeMilliseconds(Start + 2 * Hour));
        await fixture.Store.Compact(Cancel);
        fixture.Store.Counters.BlocksWritten.ShouldBe(1);
        fixture.Store.Counters.JournalRows.ShouldBe(1);

        await fixture.Reopen();
        (await fixture.All(series)).Select(r => r.Value).ShouldBe([1, 2]);
        await fixture.CompactThrough(Start + 2 * Hour);
        fixture.Store.Counters.JournalRows.ShouldBe(0);
        (await fixture.All(series)).Select(r => r.Value).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_reading_that_is_a_year_late_is_merged_into_its_block()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        var lastYear = Start - 365 * 24 * Hour;
        await fixture.Append(series, (lastYear, 1), (lastYear + 20_000, 3));
        await fixture.CompactThrough(Start);

        var outcome = await fixture.Append(series, (lastYear + 10_000, 2), (lastYear, 1), (lastYear + 20_000, 99));
        outcome.ShouldBe(new BatchOutcome(true, Stored: 1, Duplicates: 1, Conflicts: 1));
        (await fixture.All(series)).Select(r => r.Value).ShouldBe([1, 2, 3]);

        await fixture.CompactThrough(Start);
        fixture.Store.Counters.HeadReadings.ShouldBe(0);
        (await fixture.All(series)).Select(r => r.Value).ShouldBe([1, 2, 3]);
        await fixture.Reopen();
        (await fixture.All(series)).Select(r => r.Value).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_crowded_head_writes_open_windows_and_stays_exact()
    {
        await using var fixture = await Open(o => o with { MaxHeadReadings = 10_000 });
        var series = fixture.Series();
        for (var i = 0; i < 12; i++)
        {
            var batch = ReadingBatch.Rent();
            for (var j = 0; j < 1_000; j++) batch.Add(series, Start + (i * 1_000 + j) * 200, j, ReadingQuality.Good);
            (await fixture.Store.Append(batch, Cancel)).Stored.ShouldBe(1_000);
        }

        await Until(() => fixture.Store.Counters.HeadReadings <= 10_000, "the head is below its bound");
        (await fixture.Append(series, (Start, 0), (Start + 200, 77), (Start + 12_000 * 200, 5))).ShouldBe(new BatchOutcome(true, 1, 1, 1));
        (await fixture.All(series)).Length.ShouldBe(12_001);
        await fixture.CompactThrough(Start);
        (await fixture.All(series)).Length.ShouldBe(12_001);
    }

    [Fact]
    public async Task A_damaged_block_is_reported_left_out_and_set_aside()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        await fixture.Append(series, (Start, 1));
        await fixture.Append(series, (Start + Hour, 2));
        await fixture.CompactThrough(Start + Hour);
        var before = await fixture.Store.Check(Cancel);
        (before.Blocks, before.Readings, before.IsSound).ShouldBe((2, 2, true));
        await fixture.Store.ExecuteOnWriter("UPDATE block SET d = CAST(substr(d, 1, 5) || x'FF' || substr(d, 7) AS BLOB) WHERE id = (SELECT min(id) FROM block)", Cancel);

        var report = await fixture.Store.Check(Cancel);
        report.IsSound.ShouldBeFalse();
        report.Damaged.ShouldHaveSingleItem().FromMs.ShouldBe(Start);
        (await fixture.All(series)).Select(r => r.Value).ShouldBe([2]);
        fixture.Store.Counters.DamagedRows.ShouldBeGreaterThan(0);

        (await fixture.Append(series, (Start + 5, 3))).Durable.ShouldBeTrue();
        await fixture.CompactThrough(Start + Hour);
        (await fixture.All(series)).Select(r => r.Value).ShouldBe([3, 2]);
        (await fixture.Store.Check(Cancel)).IsSound.ShouldBeTrue();
    }
}
