using IncubatorHub.Edge.Spool;
using IncubatorHub.Protocol;

namespace IncubatorHub.Edge.Tests;

public sealed class SpoolTests : IDisposable
{
    private readonly Given _given = new();

    public void Dispose() => _given.Dispose();

    [Fact]
    public void What_was_appended_comes_back_in_order_after_reopening()
    {
        string epoch;
        using (var spool = _given.Spool())
        {
            epoch = spool.Epoch;
            spool.Append([Given.Reading(-79.4), Given.Reading(0.5, metric: "power")], [Given.Event()], 5000);
            spool.Append([Given.Reading(-79.2, 2000)], [], 6000);
        }
        var again = _given.Spool();
        again.Epoch.ShouldBe(epoch);
        EpochRule.IsValid(epoch).ShouldBeTrue();
        var entries = again.ReadTelemetry(0, long.MaxValue, 10);
        entries.Select(e => e.Sequence).ShouldBe([1, 2]);
        entries[0].Readings.ShouldBe([Given.Reading(-79.4), Given.Reading(0.5, metric: "power")]);
        again.ReadEvents(0, 10).ShouldHaveSingleItem().Kind.ShouldBe(EventKinds.DoorOpened);
    }

    [Fact]
    public void A_number_is_never_given_twice_even_when_the_spool_was_emptied()
    {
        using (var spool = _given.Spool())
        {
            spool.Append([Given.Reading(1)], [Given.Event()], 0);
            spool.DeleteTelemetry([1]);
            spool.DeleteEvents([1]);
            spool.Depth().ShouldBe(new SpoolDepth(0, 0, 0, null));
        }
        var again = _given.Spool();
        again.Append([Given.Reading(2)], [Given.Event()], 0);
        again.ReadTelemetry(0, long.MaxValue, 10).ShouldHaveSingleItem().Sequence.ShouldBe(2);
        again.ReadEvents(0, 10).ShouldHaveSingleItem().Sequence.ShouldBe(2);
    }

    [Fact]
    public void A_lost_file_begins_a_new_epoch()
    {
        string first;
        using (var spool = _given.Spool()) first = spool.Epoch;
        foreach (var file in Directory.GetFiles(_given.Folder)) File.Delete(file);
        _given.Spool().Epoch.ShouldNotBe(first);
    }

    [Fact]
    public void A_full_spool_thins_the_older_half_first_and_reports_each_reading_it_lets_go()
    {
        const long bound = 8_000;
        var spool = _given.Spool(bound);
        var written = 0;
        SpoolLoss? loss = null;
        while (loss is null) loss = spool.Append([Given.Reading(written, ++written)], [], written);
        loss.Cause.ShouldBe("thinned");
        var left = spool.ReadTelemetry(0, long.MaxValue, 10_000);
        (left.Count + loss.Readings).ShouldBe(written);
        left[0].Sequence.ShouldBe(1);
        left[1].Sequence.ShouldBe(3, "every second of the oldest is gone");
        left[^1].Sequence.ShouldBe(written, "the newest is never touched");
        left[^1].ThinnedLevel.ShouldBe(0);
        left[0].ThinnedLevel.ShouldBe(1);
        var report = spool.ReadEvents(0, 10).ShouldHaveSingleItem();
        report.Kind.ShouldBe(EventKinds.GatewaySpoolDropped);
        System.Text.Encoding.UTF8.GetString(report.Detail.Span).ShouldBe($$"""{"cause":"thinned","entries":{{loss.Entries}},"readings":{{loss.Readings}}}""");
    }

    [Fact]
    public void The_bound_holds_for_ever_every_loss_is_counted_and_events_are_never_dropped()
    {
        const long bound = 8_000;
        var spool = _given.Spool(bound);
        long lost = 0;
        for (var i = 1; i <= 600; i++)
        {
            lost += spool.Append([Given.Reading(i, i)], i % 10 == 0 ? [Given.Event()] : [], i)?.Readings ?? 0;
            spool.Depth().TelemetryBytes.ShouldBeLessThanOrEqualTo(bound);
        }
        (spool.Depth().TelemetryEntries + lost).ShouldBe(600);
        lost.ShouldBeGreaterThan(0);
        spool.ReadEvents(0, 10_000).Count(e => e.Kind == EventKinds.DoorOpened).ShouldBe(60);
        spool.Dispose();
        var again = _given.Spool(bound);
        again.Depth().TelemetryEntries.ShouldBe(600 - lost);
        again.Depth().TelemetryBytes.ShouldBeLessThanOrEqualTo(bound);
    }

    [Theory]
    [InlineData(1_999, 1)]
    [InlineData(2_000, 1)]
    [InlineData(2_001, 2)]
    [InlineData(32_768, 17)]
    public void A_tick_too_large_for_one_message_becomes_several_entries(int readings, int entries)
    {
        var spool = _given.Spool();
        spool.Append([.. Enumerable.Range(0, readings).Select(i => Given.Reading(i, metric: "m" + i))], [], 5);
        var read = spool.ReadTelemetry(0, long.MaxValue, 100);
        read.Count.ShouldBe(entries);
        read.Sum(e => e.Readings.Count).ShouldBe(readings);
        read.ShouldAllBe(e => Uplinks.TelemetryMessage.Write("b7", e, 1).Length < ProtocolLimits.MaxPayloadBytes);
    }

    [Fact]
    public void Long_events_are_read_in_messages_that_the_hub_takes_and_a_text_is_cut_to_fit()
    {
        var spool = _given.Spool();
        for (var i = 0; i < 5; i++) spool.Append([], [Events.Of(1, EventKinds.EquipmentFault, "f1", ("error", new string('\u5bae', 5_000)))], 1);
        var all = spool.ReadEvents(0, 100);
        all.ShouldAllBe(e => e.Detail.Length <= ProtocolLimits.MaxEventDetailBytes && e.Detail.Length > 6_000);
        spool.ReadEvents(0, 100, 13_000).Count.ShouldBe(2);
        spool.ReadEvents(0, 100, 10).Count.ShouldBe(1);
    }

    [Fact]
    public void A_damaged_file_is_set_aside_and_reported()
    {
        string epoch;
        using (var spool = _given.Spool()) epoch = spool.Epoch;
        File.WriteAllText(_given.Path, "not a database at all, but long enough to be looked at as one by SQLite");
        using var fresh = SpoolFile.OpenOrReplace(_given.Path, 1_000_000, _given.Time);
        fresh.Epoch.ShouldNotBe(epoch);
        System.Text.Encoding.UTF8.GetString(fresh.ReadEvents(0, 10).ShouldHaveSingleItem().Detail.Span).ShouldContain("file-damaged");
        Directory.GetFiles(_given.Folder, "*.damaged-*").ShouldHaveSingleItem();
    }

    [Fact]
    public void A_full_disk_is_survived_and_what_was_lost_is_counted()
    {
        var spool = _given.Spool(100_000_000);
        var writer = _given.Writer(spool);
        writer.Add([Given.Reading(0)]);
        spool.LimitPages(spool.PageCount());
        var batch = Enumerable.Range(0, 1000).Select(i => Given.Reading(i, i)).ToArray();
        for (var i = 0; i < 25; i++) writer.Add(batch);
        writer.Add(Given.Event(EventKinds.EquipmentOffline));
        writer.IsFailing.ShouldBeTrue();
        var before = spool.ReadTelemetry(0, long.MaxValue, 1000).Sum(e => e.Readings.Count);

        spool.LimitPages(0);
        writer.Add([Given.Reading(7)]);

        writer.IsFailing.ShouldBeFalse();
        var after = spool.ReadTelemetry(0, long.MaxValue, 1000).Sum(e => e.Readings.Count);
        after.ShouldBe(before + SpoolWriter.MaxBufferedReadings + 1);
        var events = spool.ReadEvents(0, 10);
        events.Select(e => e.Kind).ShouldBe([EventKinds.EquipmentOffline, EventKinds.GatewaySpoolDropped]);
        System.Text.Encoding.UTF8.GetString(events[1].Detail.Span).ShouldContain($"\"readings\":{25_001 - before - SpoolWriter.MaxBufferedReadings}");
    }

    [Fact]
    public void A_door_event_is_taken_once_and_a_controller_that_counts_anew_is_heard()
    {
        var spool = _given.Spool();
        NewEvent At(long time) => new(time, EventKinds.DoorOpened, "main", []);
        spool.AppendDoorEvent("ctl", 1, At(100)).ShouldBeTrue();
        spool.AppendDoorEvent("ctl", 2, At(90)).ShouldBeTrue("the controller's clock may step back");
        spool.AppendDoorEvent("ctl", 1, At(100)).ShouldBeFalse();
        spool.AppendDoorEvent("ctl", 2, At(90)).ShouldBeFalse();
        spool.AppendDoorEvent("other", 2, At(90)).ShouldBeTrue();
        spool.AppendDoorEvent("ctl", 1, At(5000)).ShouldBeTrue("a replaced controller begins at 1");
        spool.LastDoorSequence("ctl").ShouldBe(1);
        spool.ReadEvents(0, 10).Count.ShouldBe(4);
    }
}
