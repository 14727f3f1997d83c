namespace IncubatorHub.Registry.People;

/// <summary>Reads one person.</summary>
[UseCase(Right.ReadCompanyPeople)]
internal sealed class ReadPerson(HubDbContext db, CallerContext context) : IUseCase<ReadPerson.Request, PersonView>
{
    public sealed record Request(Guid Id) : IRequest<PersonView>;

    public async Task<Outcome<PersonView>> Handle(Request request, CancellationToken cancel) =>
        await PeopleInSight.Of(db, context.Caller).SingleOrDefaultAsync(account => account.Id == request.Id, cancel) is { } account
            ? await PersonView.From(db, context.Caller, account, cancel)
            : PeopleProblems.NotFound(request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/people/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadPerson>("Reads a person");
}
