using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Usage;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Telemetry;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Laboratory.Tests.Usage;

public sealed class SessionKeeperTests(LedHubs hubs) : IClassFixture<LedHubs>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<(UsageWorld World, DateTimeOffset From, HubFactory Hub)> World(DatabaseProvider database, UseMode mode = UseMode.Episodic)
    {
        var hub = await hubs.On(database);
        return (await UsageWorld.At(hub, hubs.Time, mode), hubs.Time.GetUtcNow(), hub);
    }

    private static async Task Pass(UsageFollower follower)
    {
        await follower.Refresh(Cancel);
        await follower.Turn(Cancel);
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Uses_are_written_as_they_begin_and_end_and_the_house_sees_what_runs(DatabaseProvider database)
    {
        var (world, from, hub) = await World(database);
        var firm = await hub.Given.Company(world.House);
        var tenant = await hub.Given.TenantMemberOf(firm.Id);
        var manager = await hub.Given.ManagerOf(world.House.Id);
        async Task<string> Activity() => (await tenant.Get($"/facilities/{world.House.Id}/activity")).Body![0]!["activity"]!.GetValue<string>();

        using var follower = world.Follower();
        await Pass(follower);
        (await Activity()).ShouldBe("unknown");
        await world.Measure(5, 10);
        await Pass(follower);
        (await Activity()).ShouldBe("idle");
        await world.Measure(500, 30);
        await follower.Turn(Cancel);
        (await world.Told(from)).ShouldBe("10-");
        (await Activity()).ShouldBe("running");
        await world.Measure(5, 40);
        await follower.Turn(Cancel);
        (await world.Told(from)).ShouldBe("10-40");
        (await Activity()).ShouldBe("idle");
        var session = (await world.Sessions())[0];
        (session.MeanValue, session.PeakValue, session.LastSeenAt).ShouldBe((500, 500, from.AddSeconds(390)));

        var listed = await manager.Get($"/usage-sessions?equipmentId={world.Instrument.Id}&from={from:O}&to={from.AddHours(1):O}".Replace("+", "%2B", StringComparison.Ordinal));
        listed.Items.ShouldHaveSingleItem()!["id"]!.GetValue<Guid>().ShouldBe(session.Id);
        (await tenant.Get("/usage-sessions")).Status.ShouldBe(403);
        await world.Measure(5, 7, isSent: false);
        (await Activity()).ShouldBe("unknown");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task A_restart_at_any_point_changes_nothing_and_what_came_meanwhile_is_read_from_the_store(DatabaseProvider database)
    {
        var (world, from, _) = await World(database);
        using (var first = world.Follower())
        {
            await Pass(first);
            await world.Measure(5, 10);
            await world.Measure(500, 30);
            await Pass(first);
        }

        // It was killed: what it had not written of these is lost to it, and stands in the store.
        await world.Measure(500, 10);
        await world.Measure(5, 20);
        using (var second = world.Follower())
            await Pass(second);
        await world.Measure(5, 20);
        await world.Measure(500, 20);
        await world.Measure(5, 40);
        await world.Measure(500, 10);
        using var third = world.Follower();
        await Pass(third);
        await Pass(third);
        (await world.Told(from)).ShouldBe("10-50 90-110 150-");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task What_came_late_is_worked_in_and_says_so(DatabaseProvider database)
    {
        var (world, from, _) = await World(database);
        using var follower = world.Follower();
        await Pass(follower);
        await world.Measure(5, 10);
        await world.Measure(500, 30);
        await world.Measure(500, 380, isSent: false);
        await world.Measure(500, 30);
        await world.Measure(5, 40);
        await Pass(follower);
        (await world.Told(from)).ShouldBe("10-39! 420-450");
        var kept = (await world.Sessions())[0].Id;

        // The line is back; the gateway sends what it kept.
        await world.Send(from.AddSeconds(400).ToUnixTimeMilliseconds(), 500, 380, ReadingQuality.Late);
        await follower.Turn(Cancel);
        (await world.Told(from)).ShouldBe("10-39! 420-450");
        await world.Measure(5, 4);
        await follower.Turn(Cancel);
        (await world.Told(from)).ShouldBe("10-450L 420-450Lx");
        (await world.Sessions())[0].Id.ShouldBe(kept);
        follower.Followed.Single(one => one.What.EquipmentId == world.Instrument.Id).ReviseFromMs.ShouldBeNull();
    }

    [Fact]
    public async Task A_full_feed_drops_the_oldest_and_the_store_brings_them_back()
    {
        var (world, from, _) = await World(DatabaseProvider.Sqlite);
        using var follower = world.Follower(capacity: 50);
        await world.Measure(5, 1);
        await Pass(follower);
        await world.Measure(5, 9);
        await world.Measure(500, 30);
        await world.Measure(5, 50);
        await world.Measure(500, 30);
        await world.Measure(5, 40);
        await follower.Turn(Cancel);
        (await world.Told(from)).ShouldBe("10-40 90-120");
    }

    [Fact]
    public async Task Another_device_ends_what_the_old_one_told_and_what_it_measured_before_is_not_of_this_equipment()
    {
        var (world, from, hub) = await World(DatabaseProvider.Sqlite);
        using var follower = world.Follower();
        await Pass(follower);
        await world.Measure(500, 20);
        await Pass(follower);
        var other = world.NewDevice($"other-{world.Device.Key}");
        var series = world.Store.Resolve(new SeriesKey(world.Gateway.Key, other.Key, "power"));
        await hub.WithRows(async db =>
        {
            db.Add(other);
            return (await db.Equipment.SingleAsync(one => one.Id == world.Instrument.Id, Cancel)).LinkedDeviceId = other.Id;
        }, Cancel);
        var batch = ReadingBatch.Rent();
        for (var at = 0; at < 20; at++)
            batch.Add(series, from.AddSeconds(at * 10).ToUnixTimeMilliseconds(), 500, ReadingQuality.Good);
        await world.Store.Append(batch, Cancel);
        await Pass(follower);
        await Pass(follower);
        (await world.Told(from)).ShouldBe("0-19!");
    }

    [Fact]
    public async Task What_is_always_on_or_no_longer_linked_is_not_followed()
    {
        var (world, from, hub) = await World(DatabaseProvider.Sqlite, UseMode.AlwaysOn);
        var (episodic, _, _) = await World(DatabaseProvider.Sqlite);
        using var follower = world.Follower();
        await Pass(follower);
        await world.Measure(500, 30);
        await episodic.Measure(500, 30);
        await Pass(follower);
        (await world.Told(from)).ShouldBe("");
        follower.Followed.Any(one => one.What.EquipmentId == world.Instrument.Id).ShouldBeFalse();
        (await episodic.Sessions()).ShouldHaveSingleItem().EndedAt.ShouldBeNull();

        await hub.WithRows(async db => (await db.Equipment.SingleAsync(one => one.Id == episodic.Instrument.Id, Cancel)).LinkedDeviceId = null, Cancel);
        await Pass(follower);
        (await episodic.Sessions()).ShouldHaveSingleItem().EndedAt.ShouldNotBeNull();
        follower.Followed.Any(one => one.What.EquipmentId == episodic.Instrument.Id).ShouldBeFalse();
    }
}
