namespace IncubatorHub.Registry.Webhooks;

/// <summary>Sends a webhook an event that tells of nothing, to see whether it gets there.</summary>
[UseCase(Right.EditWebhook, Writes = true)]
internal sealed class PingWebhook(HubDbContext db, CallerContext context, WebhooksDoor door) : IUseCase<PingWebhook.Request, PingWebhook.Answer>
{
    public sealed record Request(Guid Id) : IRequest<Answer>;

    /// <param name="DeliveryId">What became of it stands in the log under this id.</param>
    public sealed record Answer(Guid DeliveryId);

    public async Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        if (await WebhooksInHand.Of(db, context.Caller).SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } webhook)
            return WebhookProblems.NotFound(request.Id);
        if (!webhook.IsOn)
            return WebhookProblems.SwitchedOff;
        var (facilityId, companyId) = webhook.Scope is ScopeKind.Facility ? ((Guid?)webhook.ScopeId, (Guid?)null) : (null, webhook.ScopeId);
        return new Answer((await door.Add(webhook.Id, WebhookKind.Ping, facilityId, companyId, new { }, cancel)).Id);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/webhooks/{id:guid}/ping", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<PingWebhook>("Sends a webhook a test event", "Refusals: webhook.off (409).");
}
