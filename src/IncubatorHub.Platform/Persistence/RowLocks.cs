using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IncubatorHub.Platform.Persistence;

/// <summary>
/// Makes use cases that judge several rows together take turns. On SQLite a writing transaction is alone anyway; on PostgreSQL it waits here for
/// the others that hold the same name, until they commit.
/// </summary>
public static class RowLocks
{
    /// <summary>Waits for the turn. Call it before the rows are read. <paramref name="subject"/>: what is judged, e.g. the zones of a facility.</summary>
    public static Task TakeTurn(this HubDbContext db, string subject, Guid id, CancellationToken cancel) => db.TakeTurns([NameOf(subject, id)], cancel);

    /// <summary>Waits for several turns, one after the other in this order; whoever takes some of the same must take them in the same order.</summary>
    public static async Task TakeTurns(this HubDbContext db, string[] names, CancellationToken cancel)
    {
        if (names.Length > 0 && db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync(
                $"SELECT pg_advisory_xact_lock(hashtextextended(one.name, 0)) FROM (SELECT name FROM unnest({names}) WITH ORDINALITY AS listed(name, place) ORDER BY place) AS one", cancel);
        }
    }

    /// <summary>The name of a turn.</summary>
    public static string NameOf(string subject, Guid id) => $"{subject}:{id:N}";

    /// <summary>
    /// Whether PostgreSQL gave this transaction up because it and others waited for each other in a circle: done again, it succeeds. On SQLite it cannot happen.
    /// </summary>
    public static bool IsDeadlock(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure }
        || (exception.InnerException is { } inner && IsDeadlock(inner));
}
