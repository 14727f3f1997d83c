using IncubatorHub.Platform.Jobs;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Platform.Tests;

/// <summary>Writers that wait for each other.</summary>
public sealed class TurnTests(HubFixture hubs) : IClassFixture<HubFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Two_that_wait_for_each_other_in_a_circle_are_both_done_in_the_end(DatabaseProvider provider)
    {
        var work = (await hubs.On(provider)).Services.GetRequiredService<HubWork>();
        var (one, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var bothHoldOne = new CountdownEvent(provider is DatabaseProvider.Postgres ? 2 : 1);
        var attempts = 0;

        async Task<bool> Take(Guid first, Guid second) => await work.Run("test", async db =>
        {
            Interlocked.Increment(ref attempts);
            await db.TakeTurn("a circle", first, Cancel);
            if (!bothHoldOne.IsSet)
                bothHoldOne.Signal();
            await Task.Run(() => bothHoldOne.Wait(Cancel), Cancel);
            await db.TakeTurn("a circle", second, Cancel);
            return true;
        }, Cancel);

        (await Task.WhenAll(Task.Run(() => Take(one, other), Cancel), Task.Run(() => Take(other, one), Cancel))).ShouldBe([true, true]);
        attempts.ShouldBe(provider is DatabaseProvider.Postgres ? 3 : 2, "on SQLite they go one after the other");
    }

    [Theory, MemberData(nameof(DatabaseKinds.All), MemberType = typeof(DatabaseKinds))]
    public async Task Of_many_that_are_handled_one_that_fails_holds_up_no_other(DatabaseProvider provider)
    {
        var work = (await hubs.On(provider)).Services.GetRequiredService<HubWork>();
        Guid[] ids = [.. Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7())];
        var seen = new List<Guid>();

        var handled = await work.Each<HubDbContext>("test", ids, async (db, id) =>
        {
            await db.Database.ExecuteSqlAsync($"SELECT 1", Cancel);
            seen.Add(id);
            return id == ids[1] ? throw new InvalidOperationException("This one.") : id != ids[2];
        }, Cancel);

        seen.ShouldBe(ids);
        handled.ShouldBe(2);
    }

    [Fact]
    public async Task Many_writers_on_SQLite_come_one_after_the_other_and_all_of_them()
    {
        var work = (await hubs.On(DatabaseProvider.Sqlite)).Services.GetRequiredService<HubWork>();
        var (inside, most, done) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => work.Run("test", async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
            return ++done;
        }, Cancel), Cancel)));
        (most, done).ShouldBe((1, 40));
    }
}
