using IncubatorHub.Platform.Jobs;
using IncubatorHub.Platform.Settings;
using Microsoft.Extensions.Configuration;

namespace IncubatorHub.Registry.Webhooks;

/// <summary>Tells programs outside what happened, by signed requests.</summary>
public static class WebhooksModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration) => services
        .AddValidatedOptions<WebhookOptions>(configuration, WebhookOptions.Section)
        .AddUseCases(typeof(WebhooksModule).Assembly, typeof(WebhooksModule).Namespace!)
        .AddScoped<WebhooksDoor>()
        .AddSingleton<WebhookSecrets>()
        .AddSingleton<WebhookClient>()
        .AddSingleton<DeliverWebhooks>()
        .AddHostedService(provider => provider.GetRequiredService<DeliverWebhooks>())
        .AddSingleton(new RetentionRule("WebhookDeliveries", async (db, options, now, cancel) =>
        {
            var before = now.AddDays(-options.WebhookDeliveryDays);
            return await db.WebhookDeliveries.Where(one => one.At < before).ExecuteDeleteAsync(cancel)
                + await db.WebhookDeliveries.Where(one => one.State != DeliveryState.Waiting && db.Set<WebhookSubscription>()
                    .Any(to => to.Id == one.SubscriptionId && one.Sequence <= to.LastSequence - WebhookDelivery.MaxKept)).ExecuteDeleteAsync(cancel);
        }));

    /// <summary>Endpoints of the module.</summary>
    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        var routes = api.MapGroup("").WithTags("Webhooks");
        ListWebhooks.Map(routes);
        ReadWebhook.Map(routes);
        CreateWebhook.Map(routes);
        EditWebhook.Map(routes);
        RotateWebhookSecret.Map(routes);
        RetireWebhook.Map(routes);
        PingWebhook.Map(routes);
        ListWebhookDeliveries.Map(routes);
        RedeliverWebhook.Map(routes);
    }
}
