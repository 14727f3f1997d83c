namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Lists the utilities of the houses in the caller's scope.</summary>
[UseCase(Right.ReadEquipment)]
internal sealed class ListUtilities(HubDbContext db) : IUseCase<ListUtilities.Request, Page<UtilityView>>
{
    /// <param name="Q">Part of a name in either language or of the code.</param>
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="State">Only in this state.</param>
    /// <param name="Retired">true: only retired ones; false (default): the others.</param>
    public sealed record Request(
        string? Q = null, Guid? FacilityId = null, Choice<UtilityState>? State = null, bool Retired = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<UtilityView>>, IPaged;

    private static readonly SortKeys<Utility> Keys = new SortKeys<Utility>(utility => utility.Id)
        .By("code", utility => utility.Code)
        .By("nameEn", utility => utility.NameEn)
        .By("nameJa", utility => utility.NameJa);

    public Task<Outcome<Page<UtilityView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.Utilities.Where(utility => (utility.RetiredAt != null) == request.Retired);
        if (request.FacilityId is { } facility)
            rows = rows.Where(utility => utility.FacilityId == facility);
        if (request.State is { Value: var state })
            rows = rows.Where(utility => utility.State == state);
        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            rows = rows.Where(utility => EF.Functions.Like(utility.NameEn.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(utility.NameJa, pattern, SearchText.Escape)
                || EF.Functions.Like(utility.Code, pattern, SearchText.Escape));
        }

        return rows.ToPage(request, Keys, UtilityView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/utilities", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListUtilities>("Lists utilities");
}
