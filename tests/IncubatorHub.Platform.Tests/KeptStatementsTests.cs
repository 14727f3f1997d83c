using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Platform.Tests;

/// <summary>What one context leaves to the next on SQLite.</summary>
public sealed class KeptStatementsTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private ServiceProvider _services = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Create(DatabaseProvider.Sqlite, Cancel);
        _services = new ServiceCollection().AddSingleton(TimeProvider.System).AddHubDatabase(
            new ConfigurationBuilder().AddInMemoryCollection([new("Database:ConnectionString", _database.ConnectionString)]).Build(), typeof(Facility).Assembly).BuildServiceProvider();
        await With(async db =>
        {
            await db.Database.EnsureCreatedAsync(Cancel);
            foreach (var code in new[] { "one", "two", "three" })
                db.Add(new Facility { Code = code, NameEn = code, NameJa = code, PrefectureCode = "28" });
            return await db.SaveChangesAsync(Cancel);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_statement_that_ran_before_is_not_prepared_again()
    {
        var first = await With(async db =>
        {
            (await Count(db, "one")).ShouldBe(1);
            return (Connection: db.Database.GetDbConnection(), Shelf: Shelf(db));
        });

        var second = await With(async db =>
        {
            (await Count(db, "two")).ShouldBe(1);
            (await Count(db, "four")).ShouldBe(0, "the parameter of this time counts");
            return (Connection: db.Database.GetDbConnection(), Shelf: Shelf(db));
        });

        second.Connection.ShouldBeSameAs(first.Connection);
        second.Shelf.ShouldBe((first.Shelf.Kept, first.Shelf.Reused + 2));
    }

    [Fact]
    public async Task The_same_text_within_itself_is_read_by_a_command_of_its_own() => (await With(async db =>
    {
        var pairs = 0;
        await foreach (var _ in Codes(db))
        {
            await foreach (var __ in Codes(db))
                pairs++;
        }

        return pairs;
    })).ShouldBe(9);

    [Fact]
    public async Task What_fails_is_prepared_anew_and_what_was_begun_is_undone_before_the_next_gets_the_connection()
    {
        for (var i = 0; i < 3; i++)
        {
            await Should.ThrowAsync<DbUpdateException>(() => With(async db =>
            {
                await db.Database.BeginTransactionAsync(Cancel);
                db.Add(new Facility { Code = "four", NameEn = "", NameJa = "", PrefectureCode = "28" });
                await db.SaveChangesAsync(Cancel);
                db.Add(new Facility { Code = "one", NameEn = "", NameJa = "", PrefectureCode = "28" });
                return await db.SaveChangesAsync(Cancel);
            }));
        }

        (await With(db => Count(db, "four"))).ShouldBe(0);
    }

    [Fact]
    public async Task No_connection_keeps_more_than_two_hundred()
    {
        var shelf = await With(async db =>
        {
            foreach (var text in Enumerable.Range(0, KeptStatements.MostOfAConnection + 50).Select(i => $"SELECT {i}"))
                await db.Database.ExecuteSqlRawAsync(text, Cancel);
            return Shelf(db);
        });

        shelf.Kept.ShouldBe(KeptStatements.MostOfAConnection);
    }

    [Fact]
    public async Task What_is_kept_reads_nothing_meanwhile_so_that_the_log_can_be_written_back_whole()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => With(async db =>
        {
            await db.Database.OpenConnectionAsync(Cancel);
            await db.Set<Facility>().FirstAsync(Cancel);
            await foreach (var code in Codes(db))
            {
                // Broken off with rows left.
                code.ShouldNotBeEmpty();
                break;
            }

            return await Count(db, "one");
        })));

        await using var other = new SqliteConnection(_database.ConnectionString);
        await other.OpenAsync(Cancel);
        await using var command = other.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        (await command.ExecuteScalarAsync(Cancel)).ShouldBe(0L, "nobody is in the way");
    }

    [Fact]
    public async Task Many_at_once_get_connections_of_their_own()
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => With(async db =>
        {
            await db.Database.OpenConnectionAsync(Cancel);
            return await Count(db, "one") + await Codes(db).CountAsync(Cancel);
        }), Cancel)));

        counts.ShouldAllBe(count => count == 4);
    }

    private static Task<int> Count(HubDbContext db, string code) => db.Set<Facility>().CountAsync(one => one.Code == code, Cancel);

    private static IAsyncEnumerable<string> Codes(HubDbContext db) => db.Set<Facility>().Select(one => one.Code).AsAsyncEnumerable();

    private static (int Kept, long Reused) Shelf(HubDbContext db) => KeptStatements.Of((SqliteConnection)db.Database.GetDbConnection());

    private async Task<T> With<T>(Func<HubDbContext, Task<T>> act)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        return await act(scope.ServiceProvider.GetRequiredService<HubDbContext>());
    }
}
