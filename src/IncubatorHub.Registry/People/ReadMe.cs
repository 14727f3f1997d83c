namespace IncubatorHub.Registry.People;

/// <summary>Says who the caller is and what it may do where.</summary>
[UseCase(Right.SignedIn)]
internal sealed class ReadMe(CallerContext context) : IUseCase<ReadMe.Request, ReadMe.Answer>
{
    public sealed record Request : IRequest<Answer>;

    /// <param name="Id">Of the account or of the key.</param>
    /// <param name="Kind">person or apiKey.</param>
    /// <param name="Name">Display name.</param>
    /// <param name="Grants">Roles within scopes, now.</param>
    public sealed record Answer(Guid Id, CallerKind Kind, string Name, IReadOnlyList<GrantView> Grants);

    public Task<Outcome<Answer>> Handle(Request request, CancellationToken cancel)
    {
        var caller = context.Caller;
        return Task.FromResult<Outcome<Answer>>(new Answer(caller.Id, caller.Kind, caller.Name, [.. caller.Grants.Select(GrantView.From)]));
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/me", (HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(), cancel))
        .For<ReadMe>("Says who you are");
}
