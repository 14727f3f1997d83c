namespace IncubatorHub.Registry.Webhooks;

/// <summary>Lists webhooks of the caller's houses and company.</summary>
[UseCase(Right.EditWebhook)]
internal sealed class ListWebhooks(HubDbContext db, CallerContext context) : IUseCase<ListWebhooks.Request, Page<WebhookView>>
{
    /// <param name="ScopeId">Only those of this facility or company.</param>
    public sealed record Request(Guid? ScopeId = null, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null)
        : IRequest<Page<WebhookView>>, IPaged;

    private static readonly SortKeys<WebhookSubscription> Keys = new SortKeys<WebhookSubscription>(one => one.Id)
        .By("createdAt", one => one.CreatedAt)
        .By("name", one => one.Name);

    public Task<Outcome<Page<WebhookView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = WebhooksInHand.Of(db, context.Caller).Where(one => one.RetiredAt == null);
        if (request.ScopeId is { } scopeId)
            rows = rows.Where(one => one.ScopeId == scopeId);
        return rows.ToPage(request, Keys, row => WebhookView.From(row), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/webhooks", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListWebhooks>("Lists webhooks");
}
