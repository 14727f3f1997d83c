namespace IncubatorHub.Registry.Webhooks;

/// <summary>Sends a delivery again under its own id, for another 24 hours.</summary>
[UseCase(Right.EditWebhook, Writes = true)]
internal sealed class RedeliverWebhook(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RedeliverWebhook.Request, Done>
{
    public sealed record Request(Guid Id, Guid DeliveryId) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await WebhooksInHand.Of(db, context.Caller).SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } webhook)
            return WebhookProblems.NotFound(request.Id);
        if (!await db.WebhookDeliveries.AnyAsync(one => one.Id == request.DeliveryId && one.SubscriptionId == request.Id, cancel))
            return WebhookProblems.DeliveryNotFound(request.DeliveryId);
        if (!webhook.IsOn)
            return WebhookProblems.SwitchedOff;
        var (now, until) = (time.GetUtcNow(), time.GetUtcNow() + WebhookDelivery.GiveUpAfter);
        await db.WebhookDeliveries.Where(one => one.Id == request.DeliveryId).ExecuteUpdateAsync(set => set
            .SetProperty(one => one.State, DeliveryState.Waiting).SetProperty(one => one.DueAt, now).SetProperty(one => one.GiveUpAt, until)
            .SetProperty(one => one.Attempts, 0), cancel);
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/webhooks/{id:guid}/deliveries/{deliveryId:guid}/redeliver", (Guid id, Guid deliveryId, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, deliveryId), cancel))
        .For<RedeliverWebhook>("Sends a delivery again", "Refusals: webhook.off (409).");
}
