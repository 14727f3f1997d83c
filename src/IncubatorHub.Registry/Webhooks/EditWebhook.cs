using Microsoft.Extensions.Options;

namespace IncubatorHub.Registry.Webhooks;

/// <summary>Changes a webhook, or switches it on or off.</summary>
[UseCase(Right.EditWebhook, Writes = true)]
internal sealed class EditWebhook(HubDbContext db, CallerContext context, IEnumerable<WebhookKind> kinds, IOptions<WebhookOptions> options, TimeProvider time)
    : IUseCase<EditWebhook.Request, WebhookView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, WebhookFields Fields) : IRequest<WebhookView>, IEdit;

    public async Task<Outcome<WebhookView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await WebhooksInHand.Take(db, context.Caller, request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        if (request.Fields.Refuse(options.Value, kinds) is { } refused)
            return refused;
        var webhook = taken.Answer;
        (webhook.Name, webhook.Url, webhook.Kinds) = (request.Fields.Name.Trim(), request.Fields.Url, request.Fields.KindsAsText);
        if (!request.Fields.IsOn)
            webhook.SwitchOff(time.GetUtcNow(), "person");
        else if (!webhook.IsOn)
            webhook.SwitchOn();
        await db.SaveChangesAsync(cancel);
        return WebhookView.From(webhook);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/webhooks/{id:guid}", (Guid id, WebhookFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditWebhook>("Edits a webhook", "Refusals: webhook.url-not-https, webhook.url-internal (400).");
}
