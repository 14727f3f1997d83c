namespace IncubatorHub.Registry.People;

/// <summary>Takes a role from a person; the audit trail keeps that it was held.</summary>
[UseCase(Right.EditCompanyPeople, Writes = true)]
internal sealed class TakeRole(HubDbContext db, CallerContext context) : IUseCase<TakeRole.Request, Done>
{
    public sealed record Request(Guid PersonId, Guid GrantId) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var row = await PeopleInSight.GrantsOf(db, context.Caller)
            .SingleOrDefaultAsync(grant => grant.Id == request.GrantId && grant.AccountId == request.PersonId, cancel);
        if (row is null)
            return CommonProblems.NotFound("grant", request.GrantId);
        if (row.AccountId == context.Caller.Id)
            return PeopleProblems.NotYourself;
        if (!Delegation.MayAppoint(context.Caller, row.Grant))
            return PeopleProblems.GrantTooHigh;
        db.Remove(row);
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapDelete("/people/{id:guid}/grants/{grantId:guid}", (Guid id, Guid grantId, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, grantId), cancel))
        .For<TakeRole>("Takes a role from a person", "Refusals: people.grant-too-high (403), people.not-yourself (409).");
}
