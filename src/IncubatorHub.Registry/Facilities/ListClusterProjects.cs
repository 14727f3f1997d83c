namespace IncubatorHub.Registry.Facilities;

/// <summary>Lists the cluster projects.</summary>
[UseCase(Right.ReadProgramme)]
internal sealed class ListClusterProjects(HubDbContext db) : IUseCase<ListClusterProjects.Request, Page<ClusterProjectView>>
{
    /// <param name="Q">Part of a name in either language, of the code or the fields.</param>
    /// <param name="Bureau">Code of a bureau.</param>
    /// <param name="Retired">true: only ended ones; false (default): only running ones.</param>
    public sealed record Request(
        string? Q = null, string? Bureau = null, bool Retired = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<ClusterProjectView>>, IPaged;

    private static readonly SortKeys<ClusterProject> Keys = new SortKeys<ClusterProject>(project => project.Id)
        .By("code", project => project.Code)
        .By("nameEn", project => project.NameEn)
        .By("nameJa", project => project.NameJa)
        .By("bureau", project => project.BureauCode);

    public Task<Outcome<Page<ClusterProjectView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.ClusterProjects.Where(project => (project.RetiredAt != null) == request.Retired);
        if (request.Bureau is { } bureau)
            rows = rows.Where(project => project.BureauCode == bureau);
        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            rows = rows.Where(project => EF.Functions.Like(project.NameEn.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(project.NameJa, pattern, SearchText.Escape)
                || EF.Functions.Like(project.Code.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(project.Fields.ToLower(), pattern, SearchText.Escape));
        }

        return rows.ToPage(request, Keys, ClusterProjectView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/projects", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListClusterProjects>("Lists cluster projects");
}
