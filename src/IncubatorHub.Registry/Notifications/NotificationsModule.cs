using IncubatorHub.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace IncubatorHub.Registry.Notifications;

/// <summary>Tells people things: a mail is a row that is delivered after the commit.</summary>
public static class NotificationsModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration) => services
        .AddValidatedOptions<NotificationOptions>(configuration, NotificationOptions.Section)
        .AddSingleton<MailPickup>()
        .AddHostedService(provider => provider.GetRequiredService<MailPickup>());
}
