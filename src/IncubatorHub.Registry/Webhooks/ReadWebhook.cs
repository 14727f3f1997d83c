namespace IncubatorHub.Registry.Webhooks;

/// <summary>Reads one webhook.</summary>
[UseCase(Right.EditWebhook)]
internal sealed class ReadWebhook(HubDbContext db, CallerContext context) : IUseCase<ReadWebhook.Request, WebhookView>
{
    public sealed record Request(Guid Id) : IRequest<WebhookView>;

    public async Task<Outcome<WebhookView>> Handle(Request request, CancellationToken cancel) =>
        await WebhooksInHand.Of(db, context.Caller).SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is { } found
            ? WebhookView.From(found)
            : WebhookProblems.NotFound(request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/webhooks/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadWebhook>("Reads a webhook");
}
