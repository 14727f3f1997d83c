using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Outbox;
using IncubatorHub.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncubatorHub.Platform.Jobs;

/// <summary>
/// Runs a piece of the hub's own work on the database, for jobs and services: a scope of its own, as the hub itself, saved in one transaction.
/// Never from an outbox handler, which has a transaction of its own open.
/// </summary>
public sealed class HubWork(IServiceScopeFactory scopes, OutboxSignal outbox)
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
            catch (DbUpdateConcurrencyException) when (attempt < MaxAttempts)
            {
                // Only where the database lets two writers read at once: PostgreSQL.
            }
        }
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
}
