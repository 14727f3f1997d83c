using System.Diagnostics.Metrics;
using IncubatorHub.Platform.Jobs;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;

namespace IncubatorHub.Registry.Notifications;

/// <summary>
/// Delivers waiting mails, oldest first. A failure is tried again after 30 s, 1 min, 2 min … up to an hour; after
/// <see cref="OutgoingMail.MaxAttempts"/> attempts, or when the server says that it never will, the mail is dead: counted, listed, and it may be
/// set to wait again. A crash between the server's yes and the commit delivers a mail twice, under the same Message-ID.
/// </summary>
internal sealed partial class MailDelivery(
    IServiceScopeFactory scopes, MailRoutes routes, IOptions<NotificationOptions> options, TimeProvider time, IMeterFactory meters,
    ILogger<MailDelivery> logger) : BackgroundService
{
    private const int BatchSize = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    // While one process sends it, no other takes it up. Longer than a mail can take, shorter than a person waits.
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _one = new(1);
    private readonly Counter<long> _delivered = meters.Create("IncubatorHub.Mail").CreateCounter<long>("incubatorhub.mail.delivered");
    private readonly Counter<long> _failed = meters.Create("IncubatorHub.Mail").CreateCounter<long>("incubatorhub.mail.failed");
    private readonly Counter<long> _dead = meters.Create("IncubatorHub.Mail").CreateCounter<long>("incubatorhub.mail.dead");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DeliverWaiting(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotRead(exception, Interval);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _one.Dispose();
    }

    /// <summary>Delivers what is due now; waits for a delivery that is under way.</summary>
    internal async Task DeliverWaiting(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            await Deliver(cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task Deliver(CancellationToken cancel)
    {
        await using var scope = scopes.AsSystem(nameof(MailDelivery));
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        var now = time.GetUtcNow();
        var waiting = await db.OutgoingMails.Where(mail => mail.DeliveredAt == null && mail.DeadAt == null && mail.DueAt <= now)
            .OrderBy(mail => mail.Id).Take(BatchSize).ToListAsync(cancel);
        if (waiting.Count == 0)
            return;
        IMailRoute? route = null;
        try
        {
            foreach (var mail in waiting)
            {
                if (!await Take(db, mail, now, cancel))
                    continue;
                try
                {
                    route ??= await routes.Open(cancel);
                    await route.Send(mail, MailMessage.Of(mail, options.Value.From), cancel);
                    mail.Deliver(time.GetUtcNow());
                    _delivered.Add(1);
                }
                catch (Exception exception) when (!cancel.IsCancellationRequested)
                {
                    Fail(mail, exception);
                    // A broken connection is no fault of the next mail.
                    if (route is not null)
                        await route.DisposeAsync();
                    route = null;
                }

                await db.SaveChangesAsync(cancel);
            }
        }
        finally
        {
            if (route is not null)
                await route.DisposeAsync();
        }
    }

    private static async Task<bool> Take(HubDbContext db, OutgoingMail mail, DateTimeOffset now, CancellationToken cancel)
    {
        var (id, seen, until) = (mail.Id, mail.DueAt, now + Claim);
        return await db.OutgoingMails.Where(one => one.Id == id && one.DueAt == seen && one.DeliveredAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.DueAt, until), cancel) == 1;
    }

    private void Fail(OutgoingMail mail, Exception exception)
    {
        // 5yz of RFC 5321: the same again will be refused again. An address that cannot be read never becomes one that can.
        var isForGood = exception is SmtpCommandException { StatusCode: >= (SmtpStatusCode)500 } or ParseException;
        mail.Fail(time.GetUtcNow(), exception.Message, isForGood);
        _failed.Add(1);
        if (mail.DeadAt is not null)
            _dead.Add(1);
        LogNotDelivered(exception, mail.Id, mail.Attempts, mail.DeadAt is not null);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Waiting mails could not be read; trying again in {Delay}")]
    private partial void LogNotRead(Exception exception, TimeSpan delay);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {MailId} was not delivered, attempt {Attempt}; given up: {IsDead}")]
    private partial void LogNotDelivered(Exception exception, Guid mailId, int attempt, bool isDead);
}
