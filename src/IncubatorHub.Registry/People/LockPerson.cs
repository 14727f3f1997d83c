namespace IncubatorHub.Registry.People;

/// <summary>Bars a person from acting, at once and until unlocked.</summary>
[UseCase(Right.EditCompanyPeople, Writes = true)]
internal sealed class LockPerson(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<LockPerson.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await PersonInHand.Take(db, context.Caller, request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var account = taken.Answer;
        if (account.RetiredAt is not null)
            return CommonProblems.Retired("person");
        account.LockedAt ??= time.GetUtcNow();
        account.EndSessions();
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/people/{id:guid}/lock", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<LockPerson>("Locks a person", "Refusals: people.not-yourself (409).");
}
