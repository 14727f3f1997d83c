namespace IncubatorHub.Registry.Webhooks;

/// <summary>Lists a webhook's deliveries, the latest first.</summary>
[UseCase(Right.EditWebhook)]
internal sealed class ListWebhookDeliveries(HubDbContext db, CallerContext context) : IUseCase<ListWebhookDeliveries.Request, Page<WebhookDeliveryView>>
{
    /// <param name="Id">The webhook.</param>
    /// <param name="State">Only these.</param>
    public sealed record Request(
        Guid Id, Choice<DeliveryState>? State = null, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null)
        : IRequest<Page<WebhookDeliveryView>>, IPaged;

    private static readonly SortKeys<WebhookDelivery> Keys = new SortKeys<WebhookDelivery>(one => one.Id).By("sequence", one => one.Sequence);

    public async Task<Outcome<Page<WebhookDeliveryView>>> Handle(Request request, CancellationToken cancel)
    {
        if (!await WebhooksInHand.Of(db, context.Caller).AnyAsync(one => one.Id == request.Id, cancel))
            return WebhookProblems.NotFound(request.Id);
        var rows = db.WebhookDeliveries.Where(one => one.SubscriptionId == request.Id);
        if (request.State is { Value: var state })
            rows = rows.Where(one => one.State == state);
        return await rows.ToPage(request with { Sort = request.Sort ?? "-sequence" }, Keys, one => new WebhookDeliveryView(
            one.Id, one.SubscriptionId, one.Kind, one.Sequence, one.State, one.Attempts, one.At, one.DueAt, one.LastAttemptAt, one.LastStatus,
            one.LastError, one.LastResponse, one.LastMilliseconds, one.Body), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/webhooks/{id:guid}/deliveries", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListWebhookDeliveries>("Lists a webhook's deliveries");
}
