using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace IncubatorHub.Platform.Persistence;

/// <summary>
/// Open SQLite connections that go from one context to the next, with the statements that they have prepared (<see cref="KeptStatements"/>). The driver's
/// own pool lends file handles without them, and preparing anew was a quarter of the work of a booking.
/// </summary>
internal sealed class KeptConnections : IDisposable
{
    /// <summary>Idle connections that are kept; each holds up to 32 MiB of the file's pages. More than this at once are made and closed.</summary>
    internal const int MostIdle = 8;

    // The last one back is the first to go: what was not needed for long stays at the bottom.
    private readonly ConcurrentStack<SqliteConnection> _idle = new();
    private volatile bool _isDisposed;

    public DbConnection? Lend() => _idle.TryPop(out var connection) ? connection : null;

    /// <summary>False when there are enough, or when it is not at rest: then it is to be closed.</summary>
    public bool TakeBack(DbConnection connection)
    {
        if (_isDisposed || _idle.Count >= MostIdle || !IsAtRest(connection))
            return false;
        _idle.Push((SqliteConnection)connection);
        // Whoever disposed meanwhile did not see it.
        if (_isDisposed)
            Dispose();
        return true;
    }

    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryPop(out var connection))
            connection.Dispose();
    }

    // Nobody gets a connection with a transaction or a statement that is not at its end.
    private static bool IsAtRest(DbConnection connection) => connection is SqliteConnection { State: ConnectionState.Open, Handle: { } handle } sqlite
        && raw.sqlite3_get_autocommit(handle) != 0 && KeptStatements.AreAtRest(sqlite);
}

#pragma warning disable EF1001 // EF offers no other way to a connection that outlives its context: its interceptors are not asked when a context ends.

/// <summary>A context's way to its connection: lent to it for as long as it lives.</summary>
internal sealed class LentConnection(RelationalConnectionDependencies dependencies, IRawSqlCommandBuilder sql, IDiagnosticsLogger<DbLoggerCategory.Infrastructure> logger)
    : SqliteRelationalConnection(dependencies, sql, logger)
{
    private readonly KeptConnections? _kept =
        dependencies.ContextOptions.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?.GetService<KeptConnections>();

    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder builder) => builder.ReplaceService<ISqliteRelationalConnection, LentConnection>();

    protected override DbConnection CreateDbConnection() => _kept?.Lend() ?? base.CreateDbConnection();

    // After each statement outside a transaction, and before it is disposed of; it stays open until then.
    protected override void CloseDbConnection()
    {
        if (_kept is null)
            base.CloseDbConnection();
    }

    protected override Task CloseDbConnectionAsync()
    {
        CloseDbConnection();
        return Task.CompletedTask;
    }

    protected override void DisposeDbConnection()
    {
        if (_kept?.TakeBack(DbConnection) is not true)
            base.DisposeDbConnection();
    }

    protected override ValueTask DisposeDbConnectionAsync()
    {
        DisposeDbConnection();
        return ValueTask.CompletedTask;
    }
}
