namespace IncubatorHub.Registry.Facilities;

/// <summary>Lists the facilities in the caller's scope, by name, code, prefecture or project.</summary>
[UseCase(Right.ReadFacility)]
internal sealed class ListFacilities(HubDbContext db) : IUseCase<ListFacilities.Request, Page<FacilityView>>
{
    /// <param name="Q">Part of a name in either language, of the code, operator or campus.</param>
    /// <param name="Prefecture">JIS code, 01 to 47.</param>
    /// <param name="Project">Code of a cluster project.</param>
    /// <param name="Retired">true: only retired ones; false (default): only those in use.</param>
    public sealed record Request(
        string? Q = null, string? Prefecture = null, string? Project = null, bool Retired = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<FacilityView>>, IPaged;

    private static readonly SortKeys<Facility> Keys = new SortKeys<Facility>(facility => facility.Id)
        .By("code", facility => facility.Code)
        .By("nameEn", facility => facility.NameEn)
        .By("nameJa", facility => facility.NameJa)
        .By("prefecture", facility => facility.PrefectureCode)
        .By("createdAt", facility => facility.CreatedAt);

    public Task<Outcome<Page<FacilityView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.Facilities.Where(facility => (facility.RetiredAt != null) == request.Retired);
        if (request.Prefecture is { } prefecture)
            rows = rows.Where(facility => facility.PrefectureCode == prefecture);
        if (request.Project is { } project)
            rows = rows.Where(facility => facility.ProjectCode == project);
        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            rows = rows.Where(facility => EF.Functions.Like(facility.NameEn.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(facility.NameJa, pattern, SearchText.Escape)
                || EF.Functions.Like(facility.Code, pattern, SearchText.Escape)
                || EF.Functions.Like(facility.Operator.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(facility.HostCampus.ToLower(), pattern, SearchText.Escape));
        }

        return rows.ToPage(request, Keys, FacilityView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facilities", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListFacilities>("Lists facilities");
}
