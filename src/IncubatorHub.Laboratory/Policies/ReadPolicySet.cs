namespace IncubatorHub.Laboratory.Policies;

/// <summary>Reads a policy set: what it says, and what it inherits.</summary>
[UseCase(Right.ReadPolicy)]
internal sealed class ReadPolicySet(HubDbContext db, PoliciesDoor door, TimeProvider time) : IUseCase<ReadPolicySet.Request, PolicySetDetail>
{
    public sealed record Request(Guid Id) : IRequest<PolicySetDetail>;

    public async Task<Outcome<PolicySetDetail>> Handle(Request request, CancellationToken cancel)
    {
        if (await PolicySetGate.InSight(db).SingleOrDefaultAsync(set => set.Id == request.Id, cancel) is not { } set)
            return CommonProblems.NotFound("policy set", request.Id);
        var now = time.GetUtcNow();
        var latest = await db.PolicyVersions.SingleAsync(version => version.SetId == set.Id && version.Number == set.LatestNumber, cancel);
        var current = latest.EffectiveFrom <= now
            ? latest
            : await db.PolicyVersions.Where(version => version.SetId == set.Id && version.EffectiveFrom <= now)
                .OrderByDescending(version => version.Number).FirstOrDefaultAsync(cancel);
        return new PolicySetDetail(
            PolicySetView.From(set), current is null ? null : PolicyVersionView.From(current), PolicyVersionView.From(latest),
            EffectivePolicyView.From(await door.InheritedBy(set, cancel)));
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/policy-sets/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadPolicySet>("Reads a policy set");
}
