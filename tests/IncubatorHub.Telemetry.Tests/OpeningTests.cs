using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using static IncubatorHub.Telemetry.Tests.StoreFixture;

namespace IncubatorHub.Telemetry.Tests;

public sealed class OpeningTests
{
    [Fact]
    public async Task A_newer_file_is_refused_with_both_versions_named()
    {
        await using var fixture = await Open();
        await fixture.Store.ExecuteOnWriter("PRAGMA user_version = 2", Cancel);
        var failure = await Should.ThrowAsync<TelemetryFormatException>(fixture.Reopen());
        failure.Message.ShouldContain("format version 2");
        failure.Message.ShouldContain("up to 1");
    }

    [Fact]
    public async Task A_database_of_another_program_and_a_file_that_is_none_are_refused_untouched()
    {
        await using var fixture = await Open();
        await fixture.Store.ExecuteOnWriter("PRAGMA application_id = 7", Cancel);
        (await Should.ThrowAsync<TelemetryFormatException>(fixture.Reopen())).Message.ShouldContain("another program");

        var text = fixture.Options with { Path = fixture.Options.Path + ".txt" };
        var content = new string('x', 5_000);
        await File.WriteAllTextAsync(text.Path, content, Cancel);
        await Should.ThrowAsync<TelemetryFormatException>(TelemetryStore.Open(text, fixture.Time, NullLogger.Instance, Cancel));
        (await File.ReadAllTextAsync(text.Path, Cancel)).ShouldBe(content);
    }

    [Fact]
    public async Task A_file_is_opened_by_one_owner_at_a_time()
    {
        await using var fixture = await Open();
        var failure = await Should.ThrowAsync<IOException>(TelemetryStore.Open(fixture.Options, fixture.Time, NullLogger.Instance, Cancel));
        failure.Message.ShouldContain("in use");
        await fixture.Reopen();
    }

    [Fact]
    public async Task A_file_keeps_the_window_it_was_created_with()
    {
        await using var fixture = await Open();
        await fixture.Append(fixture.Series(), (Start, 1));
        await fixture.Store.DisposeAsync();
        await using var other = await TelemetryStore.Open(fixture.Options with { Window = TimeSpan.FromMinutes(15) }, fixture.Time, NullLogger.Instance, Cancel);
        other.Window.ShouldBe(TimeSpan.FromHours(1));
        (await other.Range(1, 0, Reading.MaxTimestampMs, 9, Cancel)).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData(59.999, false)]
    [InlineData(60, true)]
    [InlineData(86_400, true)]
    [InlineData(86_400.001, false)]
    public async Task A_window_outside_its_range_is_refused_by_name(double seconds, bool allowed)
    {
        var opening = Open(o => o with { Window = TimeSpan.FromSeconds(seconds) });
        if (allowed) await using (await opening) return;
        (await Should.ThrowAsync<ArgumentException>(opening)).Message.ShouldContain("TelemetryStoreOptions.Window");
    }

    [Fact]
    public async Task The_write_ahead_log_is_moved_into_the_file_in_the_background()
    {
        await using var fixture = await Open();
        await fixture.Append(fixture.Series(), (Start, 1));
        await Until(() => fixture.Store.Counters.WalBytes > 0, "the checkpointer has looked at the log");
        await fixture.Store.Checkpoint(Cancel);
        new FileInfo(fixture.Options.Path + "-wal").Length.ShouldBe(0);
    }

    [Fact]
    public async Task A_damaged_journal_row_is_set_aside_and_the_rest_is_kept()
    {
        await using var fixture = await Open();
        var series = fixture.Series();
        await fixture.Append(series, (Start, 1));
        await fixture.Append(series, (Start + 1, 2));
        await fixture.Store.ExecuteOnWriter("UPDATE journal SET d = CAST(substr(d, 1, 3) || x'EE' || substr(d, 5) AS BLOB) WHERE seq = 1", Cancel);
        (await fixture.Store.Check(Cancel)).Damaged.ShouldHaveSingleItem().Table.ShouldBe("journal");
        await fixture.Reopen();
        (await fixture.All(series)).Select(r => r.Value).ShouldBe([2]);
        fixture.Store.Counters.DamagedRows.ShouldBe(1);
        (await fixture.Store.Check(Cancel)).IsSound.ShouldBeTrue();
    }

    [Fact]
    public async Task The_writer_waits_for_the_disk_and_leaves_checkpoints_to_others()
    {
        // A killed process does not show a missing fsync, only a power cut does: so the setting itself is held here.
        await using var fixture = await Open();
        (await fixture.Store.AskWriter("PRAGMA synchronous", Cancel)).ShouldBe(2);
        (await fixture.Store.AskWriter("PRAGMA wal_autocheckpoint", Cancel)).ShouldBe(0);
        (await fixture.Store.AskWriter("SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'", Cancel)).ShouldBe(1);
        await fixture.Reopen();
        (await fixture.Store.AskWriter("PRAGMA synchronous", Cancel)).ShouldBe(2);
    }

    [Fact]
    public async Task The_meter_publishes_what_the_counters_say()
    {
        await using var fixture = await Open();
        await fixture.Append(fixture.Series(), (Start, 1), (Start + 1, 2));
        var seen = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == TelemetryStore.MeterName) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen[instrument.Name] = Math.Max(value, seen.GetValueOrDefault(instrument.Name)));
        listener.Start();
        listener.RecordObservableInstruments();
        seen["telemetry.readings"].ShouldBeGreaterThanOrEqualTo(2);
        seen.Keys.ShouldContain("telemetry.journal.rows");
    }
}
