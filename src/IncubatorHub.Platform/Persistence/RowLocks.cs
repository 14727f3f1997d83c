using Microsoft.EntityFrameworkCore;

namespace IncubatorHub.Platform.Persistence;

/// <summary>
/// Makes use cases that judge several rows together take turns. On SQLite a writing transaction is alone anyway; on PostgreSQL it waits here for
/// the others that hold the same name, until they commit.
/// </summary>
public static class RowLocks
{
    /// <summary>Waits for the turn. Call it before the rows are read. <paramref name="subject"/>: what is judged, e.g. the zones of a facility.</summary>
    public static async Task TakeTurn(this HubDbContext db, string subject, Guid id, CancellationToken cancel)
    {
        if (db.Database.IsNpgsql())
        {
            var name = $"{subject}:{id:N}";
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", cancel);
        }
    }
}
