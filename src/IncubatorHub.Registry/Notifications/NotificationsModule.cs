using IncubatorHub.Platform.Jobs;
using IncubatorHub.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace IncubatorHub.Registry.Notifications;

/// <summary>Tells people things: a mail is a row that is delivered after the commit.</summary>
public static class NotificationsModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration) => services
        .AddValidatedOptions<NotificationOptions>(configuration, NotificationOptions.Section)
        .AddValidatedOptions<SmtpOptions>(configuration, SmtpOptions.Section)
        .AddUseCases(typeof(NotificationsModule).Assembly, typeof(NotificationsModule).Namespace!)
        .AddSingleton<MailRoutes>()
        .AddSingleton<MailDelivery>()
        .AddHostedService(provider => provider.GetRequiredService<MailDelivery>())
        .AddSingleton(new RetentionRule("OutgoingMails", (db, options, now, cancel) =>
        {
            var before = now.AddDays(-options.MailDays);
            // A mail that was given up goes too: by then nobody wants its news.
            return db.OutgoingMails.Where(mail => mail.At < before && (mail.DeliveredAt != null || mail.DeadAt != null)).ExecuteDeleteAsync(cancel);
        }));

    /// <summary>Endpoints of the module.</summary>
    public static void MapNotifications(this IEndpointRouteBuilder api)
    {
        var routes = api.MapGroup("").WithTags("Notices");
        ReadNoticePreferences.Map(routes);
        EditNoticePreferences.Map(routes);
        ListOutgoingMails.Map(routes);
        RetryMail.Map(routes);
    }
}
