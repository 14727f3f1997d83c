namespace IncubatorHub.Laboratory.Policies;

/// <summary>Ends a policy set: wider ones apply.</summary>
[UseCase(Right.EditPolicy, Writes = true)]
internal sealed class RetirePolicySet(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RetirePolicySet.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await PolicySetGate.InSight(db).SingleOrDefaultAsync(set => set.Id == request.Id, cancel) is not { } set)
            return CommonProblems.NotFound("policy set", request.Id);
        if (PolicySetGate.RefuseEdit(context.Caller, set.FacilityId) is { } forbidden)
            return forbidden;
        if (set.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        set.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/policy-sets/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetirePolicySet>("Retires a policy set");
}
