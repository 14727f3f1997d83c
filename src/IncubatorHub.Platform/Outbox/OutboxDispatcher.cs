using System.Diagnostics.Metrics;
using IncubatorHub.Platform.Authorisation;
using IncubatorHub.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Platform.Outbox;

/// <summary>
/// Hands waiting events to their handlers, oldest first, one at a time. A failure is tried again after 2 s, 4 s, 8 s … up to 10 minutes;
/// after <see cref="MaxAttempts"/> attempts the message is dead: it stays, is counted and is shown. A restart goes on where the rows stand.
/// </summary>
public sealed partial class OutboxDispatcher(
    IServiceScopeFactory scopes, OutboxSignal signal, IEnumerable<OutboxSubscription> subscriptions, TimeProvider time,
    IMeterFactory meters, ILogger<OutboxDispatcher> logger) : BackgroundService
{
    /// <summary>Attempts before a message is given up: with the back-off, about two hours.</summary>
    public const int MaxAttempts = 20;

    private const int BatchSize = 100;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan KeepHandled = TimeSpan.FromDays(7);
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MaxBackOff = TimeSpan.FromMinutes(10);

    /// <summary>How long messages that share a commit may keep other writers waiting, the last of them not counted.</summary>
    private static readonly TimeSpan TurnOfMany = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<(string Event, string Handler), OutboxSubscription> _subscriptions = subscriptions.ToDictionary(one => (one.Event, one.Handler));
    private readonly Counter<long> _handled = meters.Create("IncubatorHub.Outbox").CreateCounter<long>("incubatorhub.outbox.handled");
    private readonly Counter<long> _failed = meters.Create("IncubatorHub.Outbox").CreateCounter<long>("incubatorhub.outbox.failed");
    private DateTimeOffset _sweepDueAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await DispatchDue(stoppingToken) == BatchSize)
                {
                    // More may be waiting.
                }

                await signal.Wait(PollInterval, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogLoopFailed(exception, PollInterval);
                await Task.Delay(PollInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Handles what is due now; returns how many messages it looked at. Also called by tests.</summary>
    internal async Task<int> DispatchDue(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = AsSystem(scope).GetRequiredService<HubDbContext>();
        var now = time.GetUtcNow();
        var due = await db.Set<OutboxMessage>().AsNoTracking()
            .Where(message => message.State == OutboxState.Waiting && message.DueAt <= now)
            .OrderBy(message => message.Id).Take(BatchSize).Select(message => message.Id).ToListAsync(cancel);
        // One writes at a time on SQLite, and each commit waits for the disk: there, many share one.
        for (var at = 0; at < due.Count;)
            at += db.Database.IsSqlite() ? await DispatchTogether(due[at..], cancel) : await DispatchOne(due[at], cancel);
        if (now >= _sweepDueAt)
        {
            await Sweep(db, now, cancel);
            _sweepDueAt = now + SweepInterval;
        }

        return due.Count;
    }

    private static async Task Sweep(HubDbContext db, DateTimeOffset now, CancellationToken cancel)
    {
        await using var transaction = await db.BeginWriting(cancel);
        await db.Set<OutboxMessage>()
            .Where(message => message.State == OutboxState.Handled && message.HandledAt < now - KeepHandled).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task<int> DispatchOne(Guid id, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = AsSystem(scope).GetRequiredService<HubDbContext>();
        try
        {
            await using var transaction = await db.BeginWriting(cancel);
            foreach (var message in await StillWaiting(db, [id], cancel))
            {
                // Noted first, and undone if it fails: another hub that is at the same message waits for this one here, and then leaves it.
                if (await NoteHandled(db, [id], cancel) == 1)
                    await Handle(scope.ServiceProvider, db, message, cancel);
            }

            await transaction.CommitAsync(cancel);
            _handled.Add(1);
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested)
        {
            _failed.Add(1);
            await NoteFailure(id, exception, cancel);
        }

        return 1;
    }

    // As many as fit into a short turn, each in a scope of its own on the connection of the first. When one fails, those before it are handled again, alone.
    private async Task<int> DispatchTogether(List<Guid> ids, CancellationToken cancel)
    {
        List<Guid> begun = [];
        var failed = false;
        try
        {
            await using var first = scopes.CreateAsyncScope();
            var leader = AsSystem(first).GetRequiredService<HubDbContext>();
            await using var transaction = await leader.BeginWriting(cancel);
            var since = time.GetTimestamp();
            var waiting = await StillWaiting(leader, ids, cancel);
            foreach (var message in waiting)
            {
                if (begun.Count > 0 && time.GetElapsedTime(since) >= TurnOfMany)
                    break;
                begun.Add(message.Id);
                failed = true;
                await using var scope = scopes.CreateAsyncScope();
                var db = AsSystem(scope).GetRequiredService<HubDbContext>();
                db.Database.SetDbConnection(leader.Database.GetDbConnection());
                await db.Database.UseTransactionAsync(leader.Database.CurrentTransaction!.GetDbTransaction(), cancel);
                await Handle(scope.ServiceProvider, db, message, cancel);
                failed = false;
            }

            await NoteHandled(leader, begun, cancel);
            await transaction.CommitAsync(cancel);
            _handled.Add(begun.Count);
            return begun.Count == waiting.Count ? ids.Count : ids.IndexOf(begun[^1]) + 1;
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested && begun.Count > 0)
        {
            // The reading or the commit itself failed when none of them did.
            if (failed)
            {
                _failed.Add(1);
                await NoteFailure(begun[^1], exception, cancel);
            }

            foreach (var id in failed ? begun[..^1] : begun)
                await DispatchOne(id, cancel);
            return ids.IndexOf(begun[^1]) + 1;
        }
    }

    // Another process may have taken some meanwhile.
    private static Task<List<OutboxMessage>> StillWaiting(HubDbContext db, List<Guid> ids, CancellationToken cancel) => db.Set<OutboxMessage>().AsNoTracking()
        .Where(message => ids.Contains(message.Id) && message.State == OutboxState.Waiting).OrderBy(message => message.Id).ToListAsync(cancel);

    private async Task Handle(IServiceProvider services, HubDbContext db, OutboxMessage message, CancellationToken cancel)
    {
        if (!_subscriptions.TryGetValue((message.Event, message.Handler), out var subscription))
            throw new InvalidOperationException($"No handler {message.Handler} for {message.Event} in this process.");
        await subscription.Invoke(services, message.Payload, cancel);
        // What fails undoes the whole transaction; nobody goes on after it.
        db.Database.AutoSavepointsEnabled = false;
        await db.SaveChangesAsync(cancel);
    }

    private Task<int> NoteHandled(HubDbContext db, List<Guid> ids, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return db.Set<OutboxMessage>().Where(message => ids.Contains(message.Id) && message.State == OutboxState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.State, OutboxState.Handled).SetProperty(message => message.HandledAt, now), cancel);
    }

    private async Task NoteFailure(Guid id, Exception exception, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = AsSystem(scope).GetRequiredService<HubDbContext>();
        var message = await db.Set<OutboxMessage>().AsNoTracking().SingleAsync(one => one.Id == id, cancel);
        message.Attempts++;
        message.LastError = exception.Message.Length > 500 ? exception.Message[..500] : exception.Message;
        message.State = message.Attempts >= MaxAttempts ? OutboxState.Dead : OutboxState.Waiting;
        message.DueAt = time.GetUtcNow() + BackOff(message.Attempts);
        // What another hub handled or noted meanwhile stays as it is.
        await db.Set<OutboxMessage>().Where(one => one.Id == id && one.State == OutboxState.Waiting && one.Attempts == message.Attempts - 1).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.Attempts, message.Attempts).SetProperty(one => one.LastError, message.LastError)
                .SetProperty(one => one.State, message.State).SetProperty(one => one.DueAt, message.DueAt), cancel);
        LogHandlerFailed(exception, message.Handler, message.Event, id, message.Attempts, message.State, message.DueAt);
    }

    private static TimeSpan BackOff(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(MaxBackOff.TotalSeconds, Math.Pow(2, attempts)));

    private static IServiceProvider AsSystem(AsyncServiceScope scope)
    {
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        return scope.ServiceProvider;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be read; trying again in {Delay}")]
    private partial void LogLoopFailed(Exception exception, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Handler} failed on {Event} {MessageId}, attempt {Attempt}; now {State}, next try at {DueAt}")]
    private partial void LogHandlerFailed(Exception exception, string handler, string @event, Guid messageId, int attempt, OutboxState state, DateTimeOffset dueAt);
}
