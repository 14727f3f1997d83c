namespace IncubatorHub.Registry.Webhooks;

/// <summary>Gives a webhook a new secret; the old one signs nothing more.</summary>
[UseCase(Right.EditWebhook, Writes = true)]
internal sealed class RotateWebhookSecret(HubDbContext db, CallerContext context, WebhookSecrets secrets) : IUseCase<RotateWebhookSecret.Request, WebhookWithSecret>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<WebhookWithSecret>, IEdit;

    public async Task<Outcome<WebhookWithSecret>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await WebhooksInHand.Take(db, context.Caller, request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var secret = WebhookSecrets.New();
        taken.Answer.SealedSecret = secrets.Seal(secret);
        await db.SaveChangesAsync(cancel);
        return new WebhookWithSecret(WebhookView.From(taken.Answer), secret);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/webhooks/{id:guid}/rotate", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version), cancel))
        .For<RotateWebhookSecret>("Gives a webhook a new secret", "Shown once; the old one ends at once.");
}
