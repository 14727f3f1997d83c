using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using IncubatorHub.Platform.Jobs;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.People;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Registry.Webhooks;

/// <summary>
/// Sends what is due. Subscriptions are told side by side, at most so many at a time as the settings say; one of them gets its deliveries one after
/// the other, and after a failure the rest of this turn waits. So a receiver that hangs holds one place and nobody else. A failure is tried again
/// after 10 s, 30 s, 90 s … up to six hours, each with a fifth of chance either way, for 24 hours.
/// </summary>
internal sealed partial class DeliverWebhooks(
    IServiceScopeFactory scopes, WebhookClient client, IOptions<WebhookOptions> options, TimeProvider time, IMeterFactory meters,
    ILogger<DeliverWebhooks> logger) : BackgroundService
{
    private const int PerTurn = 50;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    // While one process sends it, no other takes it up; after a crash it is sent again then.
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<Guid, Task> _busy = new();
    private readonly SemaphoreSlim _starting = new(1);
    private readonly Counter<long> _delivered = meters.Create("IncubatorHub.Webhooks").CreateCounter<long>("incubatorhub.webhooks.delivered");
    private readonly Counter<long> _failed = meters.Create("IncubatorHub.Webhooks").CreateCounter<long>("incubatorhub.webhooks.failed");

    /// <summary>From 0 to 1; tests set it.</summary>
    internal Func<double> Chance { get; set; } = Random.Shared.NextDouble;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await StartDue(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotRead(exception, Interval);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(_busy.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public override void Dispose()
    {
        base.Dispose();
        _starting.Dispose();
    }

    /// <summary>Sends all that is due now and waits for it; for tests.</summary>
    internal async Task DeliverDue(CancellationToken cancel)
    {
        await StartDue(cancel);
        await Task.WhenAll(_busy.Values);
    }

    private async Task StartDue(CancellationToken cancel)
    {
        await _starting.WaitAsync(cancel);
        try
        {
            await StartFree(cancel);
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task StartFree(CancellationToken cancel)
    {
        var free = options.Value.Concurrency - _busy.Count;
        if (free <= 0)
            return;
        await using var scope = scopes.AsSystem(nameof(DeliverWebhooks));
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        var now = time.GetUtcNow();
        var busy = _busy.Keys.ToList();
        var due = await db.WebhookSubscriptions
            .Where(one => one.RetiredAt == null && one.DisabledAt == null && !busy.Contains(one.Id))
            .Where(one => db.Set<WebhookDelivery>().Any(delivery => delivery.SubscriptionId == one.Id && delivery.State == DeliveryState.Waiting && delivery.DueAt <= now))
            .Select(one => one.Id).Take(free).ToListAsync(cancel);
        foreach (var id in due)
        {
            var begin = new TaskCompletionSource();
            _busy[id] = Turn(id, begin.Task, cancel);
            begin.SetResult();
        }
    }

    // Begins once it stands among the busy, so that it cannot end before.
    private async Task Turn(Guid subscriptionId, Task begin, CancellationToken cancel)
    {
        await begin.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await using var scope = scopes.AsSystem(nameof(DeliverWebhooks));
            var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
            var subscription = await db.WebhookSubscriptions.SingleAsync(one => one.Id == subscriptionId, cancel);
            var now = time.GetUtcNow();
            var due = await db.WebhookDeliveries.AsNoTracking()
                .Where(one => one.SubscriptionId == subscriptionId && one.State == DeliveryState.Waiting && one.DueAt <= now)
                .OrderBy(one => one.Sequence).Take(PerTurn).ToListAsync(cancel);
            foreach (var delivery in due)
            {
                if (!await Take(db, delivery, cancel))
                    continue;
                if (!await Deliver(db, subscription, delivery, cancel))
                    break;
            }
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested)
        {
            LogTurnFailed(exception, subscriptionId, Claim);
        }
        finally
        {
            _busy.TryRemove(subscriptionId, out _);
        }
    }

    private async Task<bool> Take(HubDbContext db, WebhookDelivery delivery, CancellationToken cancel)
    {
        var (id, seen, until) = (delivery.Id, delivery.DueAt, time.GetUtcNow() + Claim);
        return await db.WebhookDeliveries.Where(one => one.Id == id && one.DueAt == seen && one.State == DeliveryState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.DueAt, until), cancel) == 1;
    }

    private async Task<bool> Deliver(HubDbContext db, WebhookSubscription subscription, WebhookDelivery delivery, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        var answer = await client.Send(subscription, delivery, cancel);
        var took = (int)time.GetElapsedTime(started).TotalMilliseconds;
        var (id, now, attempts) = (delivery.Id, time.GetUtcNow(), delivery.Attempts + 1);
        var nextAt = now + Pause(attempts);
        var state = answer.IsWell ? DeliveryState.Delivered : nextAt > delivery.GiveUpAt ? DeliveryState.Failed : DeliveryState.Waiting;
        var error = answer.Error.Length > 300 ? answer.Error[..300] : answer.Error;
        await db.WebhookDeliveries.Where(one => one.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(one => one.State, state).SetProperty(one => one.DueAt, nextAt).SetProperty(one => one.Attempts, attempts)
            .SetProperty(one => one.LastAttemptAt, now).SetProperty(one => one.LastStatus, answer.Status).SetProperty(one => one.LastError, error)
            .SetProperty(one => one.LastResponse, answer.Response).SetProperty(one => one.LastMilliseconds, took), cancel);
        var subscriptionId = subscription.Id;
        if (answer.IsWell)
        {
            _delivered.Add(1);
            await db.WebhookSubscriptions.Where(one => one.Id == subscriptionId && one.FailuresInARow > 0)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.FailuresInARow, 0), cancel);
            return true;
        }

        _failed.Add(1);
        LogFailed(subscriptionId, id, attempts, error, state);
        await db.WebhookSubscriptions.Where(one => one.Id == subscriptionId)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.FailuresInARow, one => one.FailuresInARow + 1), cancel);
        // 410: the receiver says that it wants no more.
        await SwitchOffIfHopeless(db, subscriptionId, isGone: answer.Status is 410, cancel);
        return false;
    }

    private async Task SwitchOffIfHopeless(HubDbContext db, Guid id, bool isGone, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var subscription = await db.WebhookSubscriptions.SingleAsync(one => one.Id == id, cancel);
        if (!subscription.IsOn || (!isGone && subscription.FailuresInARow < options.Value.FailuresUntilOff))
            return;
        var now = time.GetUtcNow();
        subscription.SwitchOff(now, isGone ? "gone" : "failures");
        if (await db.Accounts.AsNoTracking().SingleOrDefaultAsync(one => one.Id == subscription.CreatedById, cancel) is { IsActive: true } maker)
        {
            db.Add(new OutgoingMail
            {
                To = maker.Email, At = now, Subject = WebhookMailTexts.Get("OffSubject", maker.Language, subscription.Name),
                Body = WebhookMailTexts.Get("OffBody", maker.Language, maker.DisplayName, subscription.Name, subscription.Url),
            });
        }

        await db.SaveChangesAsync(cancel);
        LogSwitchedOff(id, subscription.FailuresInARow);
    }

    private TimeSpan Pause(int attempts)
    {
        var seconds = Math.Min(LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(3, attempts - 1));
        return TimeSpan.FromSeconds(seconds * (0.8 + (0.4 * Chance())));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Waiting webhooks could not be read; trying again in {Delay}")]
    private partial void LogNotRead(Exception exception, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhook {SubscriptionId} was not told; what was begun is tried again in {Delay}")]
    private partial void LogTurnFailed(Exception exception, Guid subscriptionId, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Information, Message = "Webhook {SubscriptionId} did not take {DeliveryId}, attempt {Attempt}: {Error}; now {State}")]
    private partial void LogFailed(Guid subscriptionId, Guid deliveryId, int attempt, string error, DeliveryState state);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhook {SubscriptionId} was switched off after {Failures} failures in a row; its maker gets a mail")]
    private partial void LogSwitchedOff(Guid subscriptionId, int failures);
}
