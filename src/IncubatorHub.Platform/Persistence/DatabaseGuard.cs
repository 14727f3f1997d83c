using System.Data;
using IncubatorHub.Platform.UseCases;
using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Platform.Persistence;

/// <summary>
/// A constraint that EF's model cannot express: a trigger on SQLite, an exclusion constraint on PostgreSQL. Any class of a wing that implements
/// it is found by itself; its statement runs after each migration, so it must do nothing when the guard stands already. A rebuilt SQLite table
/// loses its triggers, which is why they are not part of a migration.
/// </summary>
public interface IDatabaseGuard
{
    /// <summary>Idempotent SQL that raises <c>RAISE(ABORT, 'name')</c>; the name is declared with <see cref="ConstraintProblem.ByName"/>.</summary>
    string Sqlite { get; }

    /// <summary>Idempotent SQL that adds a constraint of that name.</summary>
    string Postgres { get; }
}

internal static class DatabaseGuards
{
    public static void Apply(HubDbContext db)
    {
        foreach (var sql in StatementsFor(db))
        {
            using var command = Command(db, sql);
            command.ExecuteNonQuery();
        }
    }

    public static async Task Apply(HubDbContext db, CancellationToken cancel)
    {
        foreach (var sql in StatementsFor(db))
        {
            await using var command = Command(db, sql);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static IEnumerable<string> StatementsFor(HubDbContext db) => db.Assemblies.All
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IDatabaseGuard)))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .Select(type => (IDatabaseGuard)Activator.CreateInstance(type)!)
        .Select(guard => db.Database.IsSqlite() ? guard.Sqlite : guard.Postgres);

    // EF opens the connection before it seeds; a raw command must join its transaction by hand.
    private static System.Data.Common.DbCommand Command(HubDbContext db, string sql)
    {
        var connection = db.Database.GetDbConnection();
        if (connection.State is not ConnectionState.Open)
            db.Database.OpenConnection();
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = (db.Database.CurrentTransaction as Microsoft.EntityFrameworkCore.Infrastructure.IInfrastructure<System.Data.Common.DbTransaction>)?.Instance;
        return command;
    }
}
