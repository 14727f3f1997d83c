namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Lists how much mentoring companies of the caller's facilities may ask for.</summary>
[UseCase(Right.ManageMentoring)]
internal sealed class ListAllowances(HubDbContext db) : IUseCase<ListAllowances.Request, Page<AllowanceView>>
{
    /// <param name="FacilityId">Only of this facility.</param>
    public sealed record Request(Guid? FacilityId = null, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<AllowanceView>>, IPaged;

    private static readonly SortKeys<MentoringAllowance> Keys = new SortKeys<MentoringAllowance>(one => one.Id).By("createdAt", one => one.CreatedAt);

    public Task<Outcome<Page<AllowanceView>>> Handle(Request request, CancellationToken cancel)
    {
        IQueryable<MentoringAllowance> rows = db.MentoringAllowances;
        if (request.FacilityId is { } house)
            rows = rows.Where(one => one.FacilityId == house);
        return rows.ToPage(request, Keys, one => new AllowanceView(one.Id, one.FacilityId, one.CompanyId, one.MinutesPerMonth), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/mentoring-allowances", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListAllowances>("Lists mentoring allowances");
}
