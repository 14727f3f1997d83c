using IncubatorHub.Telemetry.Storage;

namespace IncubatorHub.Telemetry.Writing;

/// <summary>The prepared statements of the writer's connection.</summary>
internal sealed class WriterStatements(Connection connection) : IDisposable
{
    public Statement Begin { get; } = connection.Prepare("BEGIN IMMEDIATE");

    public Statement Commit { get; } = connection.Prepare("COMMIT");

    public Statement AddSeries { get; } = connection.Prepare("INSERT INTO series(id, source, device, metric) VALUES(?1, ?2, ?3, ?4)");

    public Statement AddJournal { get; } = connection.Prepare("INSERT INTO journal(seq, d) VALUES(?1, ?2)");

    public Statement TrimJournal { get; } = connection.Prepare("DELETE FROM journal WHERE seq < ?1");

    public Statement PutBlock { get; } = connection.Prepare("INSERT INTO block(id, d) VALUES(?1, ?2) ON CONFLICT(id) DO UPDATE SET d = excluded.d");

    public Statement SetBlockAside { get; } = connection.Prepare("INSERT INTO damaged(origin, id, found_ms, d) SELECT 'block', id, ?2, d FROM block WHERE id = ?1");

    public void Rollback()
    {
        if (connection.InTransaction) connection.Execute("ROLLBACK");
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[Begin, Commit, AddSeries, AddJournal, TrimJournal, PutBlock, SetBlockAside]) statement.Dispose();
    }
}
