using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IncubatorHub.Platform.Persistence;

/// <summary>
/// A transaction that writes. On SQLite only one can be open, and who finds the file locked sleeps and looks again; so those of this process stand in
/// line here first and go one after the other, without a sleep and in the order in which they came.
/// </summary>
public sealed class WritingTransaction : IAsyncDisposable
{
    /// <summary>How long one waits in line; then the request fails as it would on a locked file.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    private static readonly Meter Meter = new("IncubatorHub.Database");
    private static readonly Histogram<double> Waits = Meter.CreateHistogram<double>("incubatorhub.database.writer_wait", "ms", "Time in line for the one writing transaction of SQLite");

    // One for each database file of the process.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Lines = new(StringComparer.Ordinal);

    private readonly IDbContextTransaction _transaction;
    private SemaphoreSlim? _line;

    private WritingTransaction(IDbContextTransaction transaction, SemaphoreSlim? line) => (_transaction, _line) = (transaction, line);

    internal static async Task<WritingTransaction> Begin(HubDbContext db, CancellationToken cancel)
    {
        // On SQLite this begins IMMEDIATE: checks made inside hold until the commit.
        if (!db.Database.IsSqlite())
            return new WritingTransaction(await db.Database.BeginTransactionAsync(cancel), null);
        var line = Lines.GetOrAdd(db.Database.GetConnectionString()!, _ => new SemaphoreSlim(1, 1));
        var since = Stopwatch.GetTimestamp();
        if (!await line.WaitAsync(MaxWait, cancel))
            throw new DatabaseBusyException(MaxWait);
        Waits.Record(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        try
        {
            return new WritingTransaction(await db.Database.BeginTransactionAsync(cancel), line);
        }
        catch
        {
            line.Release();
            throw;
        }
    }

    /// <summary>Makes it last, and lets the next one in.</summary>
    public async Task CommitAsync(CancellationToken cancel)
    {
        await _transaction.CommitAsync(cancel);
        Leave();
    }

    /// <summary>Undoes it, and lets the next one in.</summary>
    public async Task RollbackAsync(CancellationToken cancel)
    {
        await _transaction.RollbackAsync(cancel);
        Leave();
    }

    /// <summary>Undoes what was not committed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _transaction.DisposeAsync();
        }
        finally
        {
            Leave();
        }
    }

    private void Leave() => Interlocked.Exchange(ref _line, null)?.Release();
}

/// <summary>Too many write at once: whoever asks is told to come again, not that something is broken.</summary>
public sealed class DatabaseBusyException(TimeSpan waited) : Exception($"No turn to write to the database within {waited.TotalSeconds:0} s.");

/// <summary>How writing begins.</summary>
public static class WritingTransactions
{
    /// <summary>Begins a transaction that writes. Never inside another one of the same flow: the second would wait for the first.</summary>
    public static Task<WritingTransaction> BeginWriting(this HubDbContext db, CancellationToken cancel) => WritingTransaction.Begin(db, cancel);
}
