using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Outbox;
using IncubatorHub.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Platform.Jobs;

/// <summary>
/// Runs a piece of the hub's own work on the database, for jobs and services: a scope of its own, as the hub itself, saved in one transaction.
/// Never from an outbox handler, which has a transaction of its own open.
/// </summary>
public sealed partial class HubWork(IServiceScopeFactory scopes, OutboxSignal outbox, ILogger<HubWork> logger)
{
    private const int MaxAttempts = 3;

    /// <summary>
    /// Runs and saves. Whatever the work throws leaves nothing behind. Work that loses a row to somebody else's save is done again on what now
    /// stands, so it must bear repetition.
    /// </summary>
    public Task<T> Run<T>(string act, Func<HubDbContext, Task<T>> work, CancellationToken cancel) =>
        With<HubDbContext, T>(act, work, cancel);

    /// <summary>The same for a service of the scope, which shares the scope's context.</summary>
    public async Task<T> With<TService, T>(string act, Func<TService, Task<T>> work, CancellationToken cancel)
        where TService : notnull
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnce(act, work, cancel);
            }
            catch (Exception exception) when (attempt < MaxAttempts && (exception is DbUpdateConcurrencyException || RowLocks.IsDeadlock(exception)))
            {
                // Only where the database lets two writers read at once: PostgreSQL.
            }
        }
    }

    /// <summary>
    /// Handles each in a transaction of its own. One that fails is logged and left for the next run; it holds none of the others up. Returns how many were
    /// handled: those for which <paramref name="handle"/> says true.
    /// </summary>
    public async Task<int> Each<TService>(string act, IEnumerable<Guid> ids, Func<TService, Guid, Task<bool>> handle, CancellationToken cancel)
        where TService : notnull
    {
        var handled = 0;
        foreach (var id in ids)
        {
            try
            {
                if (await With<TService, bool>(act, service => handle(service, id), cancel))
                    handled++;
            }
            catch (Exception exception) when (!cancel.IsCancellationRequested)
            {
                LogFailed(exception, act, id);
            }
        }

        return handled;
    }

    private async Task<T> RunOnce<TService, T>(string act, Func<TService, Task<T>> work, CancellationToken cancel)
        where TService : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<CallerContext>();
        (context.Caller, context.Act) = (Caller.System, act);
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        await using var transaction = await db.BeginWriting(cancel);
        var answer = await work(scope.ServiceProvider.GetRequiredService<TService>());
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        outbox.Wake();
        return answer;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Act} failed on {Id}; it is tried again at the next run")]
    private partial void LogFailed(Exception exception, string act, Guid id);
}
