namespace IncubatorHub.Registry.Webhooks;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class WebhookProblems
{
    public static Problem NotFound(Guid id) => CommonProblems.NotFound("webhook", id);

    public static Problem DeliveryNotFound(Guid id) => CommonProblems.NotFound("webhook delivery", id);

    public static Problem PersonOnly { get; } = new("webhook.person-only", 403, "Only a signed-in person may make a webhook: it is told when the webhook fails.");

    public static Problem UrlNotHttps { get; } = new("webhook.url-not-https", 400, "The address must begin with https:// and hold no user name and no fragment.");

    public static Problem UrlInternal { get; } = new("webhook.url-internal", 400, "The address lies in an internal network, which this hub does not call.");

    public static Problem TooMany { get; } =
        new Problem("webhook.too-many", 409, "There are as many webhooks here as there may be.").With("limit", WebhookSubscription.MaxPerScope);

    public static Problem SwitchedOff { get; } = new("webhook.off", 409, "The webhook is switched off. Switch it on first.");
}
