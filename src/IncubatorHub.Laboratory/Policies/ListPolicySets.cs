namespace IncubatorHub.Laboratory.Policies;

/// <summary>Lists the policy sets of the programme and of the houses in the caller's scope.</summary>
[UseCase(Right.ReadPolicy)]
internal sealed class ListPolicySets(HubDbContext db) : IUseCase<ListPolicySets.Request, Page<PolicySetView>>
{
    /// <param name="FacilityId">Only those of this facility.</param>
    /// <param name="EquipmentId">Only the one of this instrument.</param>
    /// <param name="Class">Only those of the class with this code.</param>
    /// <param name="ProgrammeWide">true: only those of no facility.</param>
    /// <param name="Retired">true: only retired ones; false (default): the others.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? EquipmentId = null, string? Class = null, bool ProgrammeWide = false, bool Retired = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<PolicySetView>>, IPaged;

    private static readonly SortKeys<PolicySet> Keys = new SortKeys<PolicySet>(set => set.Id)
        .By("scope", set => set.ScopeKey)
        .By("nameEn", set => set.NameEn)
        .By("nameJa", set => set.NameJa)
        .By("createdAt", set => set.CreatedAt);

    public Task<Outcome<Page<PolicySetView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = PolicySetGate.InSight(db).Where(set => (set.RetiredAt != null) == request.Retired);
        if (request.FacilityId is { } facility)
            rows = rows.Where(set => set.FacilityId == facility);
        if (request.EquipmentId is { } equipment)
            rows = rows.Where(set => set.EquipmentId == equipment);
        if (request.Class is { } code)
            rows = rows.Where(set => set.ClassCode == code);
        if (request.ProgrammeWide)
            rows = rows.Where(set => set.FacilityId == null);
        return rows.ToPage(request, Keys, PolicySetView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/policy-sets", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListPolicySets>("Lists policy sets");
}
