using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Registry.Webhooks;

/// <summary>Makes a webhook of a facility or a company and shows its secret once.</summary>
[UseCase(Right.EditWebhook, Writes = true)]
internal sealed class CreateWebhook(
    HubDbContext db, CallerContext context, WebhookSecrets secrets, IEnumerable<WebhookKind> kinds, IOptions<WebhookOptions> options)
    : IUseCase<CreateWebhook.Request, WebhookWithSecret>
{
    public sealed record Request : WebhookFields, IRequest<WebhookWithSecret>
    {
        /// <summary>facility or company.</summary>
        public required ScopeKind Scope { get; init; }

        public required Guid ScopeId { get; init; }
    }

    public async Task<Outcome<WebhookWithSecret>> Handle(Request request, CancellationToken cancel)
    {
        var caller = context.Caller;
        if (caller.Kind is not CallerKind.Person)
            return WebhookProblems.PersonOnly;
        if (request.Scope is ScopeKind.Programme)
            return CommonProblems.Invalid("scope", "facility or company");
        var isThere = request.Scope is ScopeKind.Facility
            ? await db.Facilities.AnyAsync(facility => facility.Id == request.ScopeId, cancel)
            : await db.Companies.AnyAsync(company => company.Id == request.ScopeId, cancel);
        if (!isThere || !WebhooksInHand.May(caller, request.Scope, request.ScopeId))
            return CommonProblems.NotFound(request.Scope is ScopeKind.Facility ? "facility" : "company", request.ScopeId);
        if (request.Refuse(options.Value, kinds) is { } refused)
            return refused;
        await db.TakeTurn("webhooks", request.ScopeId, cancel);
        if (await db.WebhookSubscriptions.CountAsync(one => one.ScopeId == request.ScopeId && one.RetiredAt == null, cancel) >= WebhookSubscription.MaxPerScope)
            return WebhookProblems.TooMany;
        var secret = WebhookSecrets.New();
        var webhook = new WebhookSubscription
        {
            Scope = request.Scope, ScopeId = request.ScopeId, Name = request.Name.Trim(), Url = request.Url, Kinds = request.KindsAsText,
            SealedSecret = secrets.Seal(secret), CreatedById = caller.Id,
        };
        db.Add(webhook);
        await db.SaveChangesAsync(cancel);
        return new WebhookWithSecret(WebhookView.From(webhook), secret);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/webhooks", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, answer => $"/api/v1/webhooks/{answer.Webhook.Id}", cancel))
        .For<CreateWebhook>("Makes a webhook",
            "Its secret is shown once. Refusals: webhook.url-not-https, webhook.url-internal (400), webhook.person-only (403), webhook.too-many (409).");
}
