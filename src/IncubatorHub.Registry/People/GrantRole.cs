namespace IncubatorHub.Registry.People;

/// <summary>Gives a person a role. Nobody hands on more than he answers for: see <see cref="Delegation"/>.</summary>
[UseCase(Right.EditCompanyPeople, Writes = true)]
internal sealed class GrantRole(HubDbContext db, CallerContext context) : IUseCase<GrantRole.Request, HeldGrantView>
{
    public sealed record Request(Guid PersonId, GrantFields Fields) : IRequest<HeldGrantView>;

    public async Task<Outcome<HeldGrantView>> Handle(Request request, CancellationToken cancel)
    {
        var caller = context.Caller;
        if (await PeopleInSight.Of(db, caller).SingleOrDefaultAsync(account => account.Id == request.PersonId, cancel) is not { } account)
            return PeopleProblems.NotFound(request.PersonId);
        if (await GrantGate.Refuse(db, caller, request.Fields, cancel) is { } refused)
            return refused;
        if (account.Id == caller.Id)
            return PeopleProblems.NotYourself;
        if (account.RetiredAt is not null)
            return CommonProblems.Retired("person");
        var row = RoleGrant.ToAccount(account.Id, request.Fields.ToGrant());
        db.Add(row);
        await db.SaveChangesAsync(cancel);
        return new HeldGrantView(row.Id, row.Role, row.Scope, request.Fields.ScopeId);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/people/{id:guid}/grants", (Guid id, GrantFields fields, HttpUseCases http, CancellationToken cancel) =>
            http.Create(new Request(id, fields), _ => $"/api/v1/people/{id}", cancel))
        .For<GrantRole>("Gives a person a role", "Refusals: people.grant-too-high (403), people.grant-held, people.not-yourself (409).");
}
