namespace IncubatorHub.Registry.People;

/// <summary>Ends an account for good. Its history stays, and its personal keys end with it.</summary>
[UseCase(Right.EditCompanyPeople, Writes = true)]
internal sealed class RetirePerson(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RetirePerson.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await PersonInHand.Take(db, context.Caller, request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var account = taken.Answer;
        account.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/people/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetirePerson>("Retires a person", "Refusals: people.not-yourself (409).");
}
