namespace IncubatorHub.Laboratory.Policies;

/// <summary>What a policy set said and says, the last version first.</summary>
[UseCase(Right.ReadPolicy)]
internal sealed class ListPolicyVersions(HubDbContext db) : IUseCase<ListPolicyVersions.Request, IReadOnlyList<PolicyVersionView>>
{
    /// <param name="Id">The set.</param>
    /// <param name="Before">Only versions with a lower number; null: from the last.</param>
    public sealed record Request(Guid Id, int? Before = null) : IRequest<IReadOnlyList<PolicyVersionView>>;

    public async Task<Outcome<IReadOnlyList<PolicyVersionView>>> Handle(Request request, CancellationToken cancel)
    {
        if (!await PolicySetGate.InSight(db).AnyAsync(set => set.Id == request.Id, cancel))
            return CommonProblems.NotFound("policy set", request.Id);
        var rows = await db.PolicyVersions.Where(version => version.SetId == request.Id && (request.Before == null || version.Number < request.Before))
            .OrderByDescending(version => version.Number).Take(PageLimits.DefaultLimit).ToListAsync(cancel);
        return rows.ConvertAll(PolicyVersionView.From);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/policy-sets/{id:guid}/versions", (Guid id, int? before, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id, before), cancel))
        .For<ListPolicyVersions>("Lists the versions of a policy set", "50 at a time, the last first; ?before= takes the lowest number seen.");
}
