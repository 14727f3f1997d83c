using System.Globalization;
using System.Text;
using IncubatorHub.Platform.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Registry.Notifications;

/// <summary>
/// Delivers waiting mails into the folder <c>mail</c> of the data directory, one .eml file each, where a mail server's pickup or a person finds
/// them. A file that cannot be written is tried again; the row waits meanwhile.
/// </summary>
internal sealed partial class MailPickup(
    IServiceScopeFactory scopes, IConfiguration configuration, IOptions<NotificationOptions> options, TimeProvider time, ILogger<MailPickup> logger)
    : BackgroundService
{
    private const int BatchSize = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

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
                LogNotDelivered(exception, Interval);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Delivers what waits now. A crash between file and row repeats the file under the same name.</summary>
    internal async Task DeliverWaiting(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        var waiting = await db.Set<OutgoingMail>().Where(mail => mail.DeliveredAt == null).OrderBy(mail => mail.Id).Take(BatchSize).ToListAsync(cancel);
        foreach (var mail in waiting)
        {
            await Write(mail, cancel);
            (mail.DeliveredAt, mail.Body) = (time.GetUtcNow(), "");
            await db.SaveChangesAsync(cancel);
        }
    }

    private async Task Write(OutgoingMail mail, CancellationToken cancel)
    {
        var folder = DataDirectory.Of(configuration).CreateSubdirectory("mail");
        var path = Path.Combine(folder.FullName, $"{mail.Id:N}.eml");
        // A reader of the folder must never see half a mail.
        await File.WriteAllTextAsync(path + ".part", Message(mail), cancel);
        File.Move(path + ".part", path, overwrite: true);
    }

    // RFC 5322 with RFC 2047 subject and a base64 body, so that Japanese passes every server.
    private string Message(OutgoingMail mail) => string.Join("\r\n",
        $"From: {options.Value.From}",
        $"To: {mail.To}",
        $"Subject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(mail.Subject))}?=",
        $"Date: {mail.At.ToString("r", CultureInfo.InvariantCulture)}",
        $"Message-ID: <{mail.Id:N}@incubatorhub>",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "",
        Convert.ToBase64String(Encoding.UTF8.GetBytes(mail.Body), Base64FormattingOptions.InsertLineBreaks),
        "");

    [LoggerMessage(Level = LogLevel.Error, Message = "Waiting mails could not be delivered; trying again in {Delay}")]
    private partial void LogNotDelivered(Exception exception, TimeSpan delay);
}
