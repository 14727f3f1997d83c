namespace IncubatorHub.Registry.Webhooks;

/// <summary>The module's tables. They carry no scope filter: read them through <see cref="WebhooksInHand"/>.</summary>
public static class WebhookTables
{
    extension(HubDbContext db)
    {
        /// <summary>Every subscription.</summary>
        public DbSet<WebhookSubscription> WebhookSubscriptions => db.Set<WebhookSubscription>();

        /// <summary>Every delivery.</summary>
        public DbSet<WebhookDelivery> WebhookDeliveries => db.Set<WebhookDelivery>();
    }
}
