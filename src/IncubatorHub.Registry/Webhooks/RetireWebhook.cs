namespace IncubatorHub.Registry.Webhooks;

/// <summary>Ends a webhook. What still waits is not sent.</summary>
[UseCase(Right.EditWebhook, Writes = true)]
internal sealed class RetireWebhook(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RetireWebhook.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await WebhooksInHand.Take(db, context.Caller, request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        taken.Answer.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/webhooks/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetireWebhook>("Retires a webhook");
}
