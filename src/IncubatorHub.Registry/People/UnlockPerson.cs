namespace IncubatorHub.Registry.People;

/// <summary>Lets a person in again, whatever locked it out.</summary>
[UseCase(Right.EditCompanyPeople, Writes = true)]
internal sealed class UnlockPerson(HubDbContext db, CallerContext context) : IUseCase<UnlockPerson.Request, Done>
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
        account.Unlock();
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/people/{id:guid}/unlock", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<UnlockPerson>("Unlocks a person", "Refusals: people.not-yourself (409).");
}
