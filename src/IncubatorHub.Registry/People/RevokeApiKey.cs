namespace IncubatorHub.Registry.People;

/// <summary>Ends an API key at once.</summary>
[UseCase(Right.SignedIn, Writes = true)]
internal sealed class RevokeApiKey(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RevokeApiKey.Request, Done>
{
    public sealed record Request(Guid Id) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await ApiKeyView.InHand(db, context.Caller).SingleOrDefaultAsync(key => key.Id == request.Id, cancel) is not { } key)
            return PeopleProblems.KeyNotFound(request.Id);
        key.Revoke(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api-keys/{id:guid}/revoke", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Do(new Request(id), cancel))
        .For<RevokeApiKey>("Revokes an API key");
}
