using IncubatorHub.Edge.Spool;
using IncubatorHub.EndToEnd.Tests.Support;

namespace IncubatorHub.EndToEnd.Tests;

/// <summary>Between laboratory and hub nothing is lost, whatever happens to the line and to the agent.</summary>
public sealed class EdgeLineTests
{
    private static readonly TimeSpan CutFor = TimeSpan.FromMinutes(10) / LabProcess.TimeScale;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Ten_minutes_without_a_line_and_two_kills_lose_nothing_double_nothing_and_live_values_come_first()
    {
        await using var site = await Site.Start(backlogPerSecond: 2);
        var freezer = await Until.Has(() => site.Hub.Api.Device(site.Gateway.Id, Site.Freezer), Patience, "the freezer");
        using var quiet = CancellationTokenSource.CreateLinkedTokenSource(Until.Cancel);
        var traffic = PeopleAtTheDoor(site.Lab, quiet.Token);

        var cutAt = TimeProvider.System.GetUtcNow();
        site.Uplink.Cut();
        await Until.Pause(CutFor / 2, Until.Cancel);
        await site.Edge.Kill();
        var first = site.Edge.Spooled();
        await site.Edge.Start();
        await Until.Pause(CutFor / 2, Until.Cancel);
        first.Readings.Count(one => one.TimeMs > cutAt.ToUnixTimeMilliseconds()).ShouldBeGreaterThan(2, "the agent went on sampling without a line");
        first.Events.ShouldBeGreaterThan(0, "and took door events");

        var mendedAt = TimeProvider.System.GetUtcNow();
        site.Uplink.Mend();
        await LiveComesBeforeTheBacklog(site, freezer, cutAt, mendedAt);

        // Killed again while the backlog drains: some of it is on its way, some acknowledged, some not.
        await site.Edge.Kill();
        var second = site.Edge.Spooled();
        await site.Edge.Start();
        await quiet.CancelAsync();
        await Until.Ended(traffic);

        await EverythingArrives(site, [.. first.Readings.Union(second.Readings)]);
    }

    private static async Task LiveComesBeforeTheBacklog(Site site, string freezer, DateTimeOffset cutAt, DateTimeOffset mendedAt)
    {
        await Until.Holds(async () => (await site.Hub.Api.Readings(freezer, "temp", mendedAt, mendedAt.AddHours(1))).Count > 0, Patience, "a live value after the line is back", site.Evidence);
        var stillMissing = (await site.Hub.Api.Readings(freezer, "temp", cutAt, mendedAt)).Count;
        stillMissing.ShouldBeLessThan((int)CutFor.TotalSeconds / 2, "the live value came before most of the backlog");
    }

    private static async Task EverythingArrives(Site site, List<SpoolReading> spooled)
    {
        var api = site.Hub.Api;
        var from = DateTimeOffset.FromUnixTimeMilliseconds(spooled.Min(one => one.TimeMs));
        foreach (var series in spooled.GroupBy(one => (one.Device, one.Metric)))
        {
            var device = await Until.Has(() => api.Device(site.Gateway.Id, series.Key.Device), Patience, $"device {series.Key.Device}", site.Evidence);
            var expected = series.Select(one => (one.TimeMs, one.Value)).ToHashSet();
            List<ApiReading> held = [];
            await Until.Holds(async () =>
            {
                held = await api.Readings(device, series.Key.Metric, from, from.AddHours(1));
                return expected.IsSubsetOf(held.Select(one => (one.T, one.V!.Value)));
            }, Patience, $"all {expected.Count} spooled readings of {series.Key}", site.Evidence);
            held.Select(one => one.T).ShouldBeUnique();
        }

        List<DoorRecord> said = [];
        await Until.Holds(async () =>
        {
            said = DoorRecord.From(site.Doors.Heard);
            return (await api.Events(site.Gateway.Id, "door.")).Count >= said.Count && DoorRecord.From(await api.Events(site.Gateway.Id, "door.")).Count >= said.Count;
        }, Patience, "all door events", site.Evidence);
        DoorRecord.From(await api.Events(site.Gateway.Id, "door.")).Take(said.Count).ShouldBe(said, "each door event once, in the controller's order");
        said.Count.ShouldBeGreaterThan(10);
    }

    private static async Task PeopleAtTheDoor(LabProcess lab, CancellationToken quiet)
    {
        while (!quiet.IsCancellationRequested)
        {
            await lab.Tell("SET entrance exit 1");
            await Until.Pause(TimeSpan.FromMilliseconds(150), quiet);
        }
    }
}
