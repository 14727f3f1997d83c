namespace IncubatorHub.Devices.Gateways;

/// <summary>Runs a piece of the hub's own work on the database: a scope of its own, as the hub itself, saved in one transaction.</summary>
internal sealed class HubWork(IServiceScopeFactory scopes, OutboxSignal outbox)
{
    private const int MaxAttempts = 3;

    /// <summary>
    /// Runs and saves. Whatever the work throws leaves nothing behind. Work that loses a row to somebody else's save is done again on what now
    /// stands, so it must bear repetition.
    /// </summary>
    public async Task<T> Run<T>(string act, Func<HubDbContext, Task<T>> work, CancellationToken cancel)
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

    private async Task<T> RunOnce<T>(string act, Func<HubDbContext, Task<T>> work, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<CallerContext>();
        (context.Caller, context.Act) = (Caller.System, act);
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var answer = await work(db);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        outbox.Wake();
        return answer;
    }
}
