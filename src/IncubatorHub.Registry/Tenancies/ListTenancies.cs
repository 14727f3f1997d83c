namespace IncubatorHub.Registry.Tenancies;

/// <summary>Lists the tenancies in the caller's scope; a tenant sees its own.</summary>
[UseCase(Right.ReadTenancy)]
internal sealed class ListTenancies(HubDbContext db) : IUseCase<ListTenancies.Request, Page<TenancyView>>
{
    /// <param name="Q">Part of the company's name in either language or of its code.</param>
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="CompanyId">Only of this company.</param>
    /// <param name="UnitId">Only of this unit.</param>
    /// <param name="State">Only in this state.</param>
    /// <param name="On">Only those whose days include this one: yyyy-MM-dd.</param>
    public sealed record Request(
        string? Q = null, Guid? FacilityId = null, Guid? CompanyId = null, Guid? UnitId = null, Choice<TenancyState>? State = null, DateOnly? On = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<TenancyView>>, IPaged;

    private static readonly SortKeys<Tenancy> Keys = new SortKeys<Tenancy>(tenancy => tenancy.Id)
        .By("startsOn", tenancy => tenancy.StartsOn)
        .By("endsOn", tenancy => tenancy.EndsOn ?? tenancy.PlannedEndOn ?? DateOnly.MaxValue)
        .By("createdAt", tenancy => tenancy.CreatedAt);

    public Task<Outcome<Page<TenancyView>>> Handle(Request request, CancellationToken cancel)
    {
        IQueryable<Tenancy> rows = db.Tenancies;
        if (request.FacilityId is { } facility)
            rows = rows.Where(tenancy => tenancy.FacilityId == facility);
        if (request.CompanyId is { } company)
            rows = rows.Where(tenancy => tenancy.CompanyId == company);
        if (request.UnitId is { } unit)
            rows = rows.Where(tenancy => tenancy.UnitId == unit);
        if (request.State is { Value: var state })
            rows = rows.Where(tenancy => tenancy.State == state);
        if (request.On is { } day)
            rows = rows.Where(tenancy => tenancy.StartsOn <= day && (tenancy.EndsOn ?? tenancy.PlannedEndOn ?? DateOnly.MaxValue) >= day);
        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            var named = db.Companies.Where(one => EF.Functions.Like(one.NameEn.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(one.NameJa.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(one.Code, pattern, SearchText.Escape)).Select(one => one.Id);
            rows = rows.Where(tenancy => named.Contains(tenancy.CompanyId));
        }

        return rows.ToPage(request, Keys, TenancyView.Of(db), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/tenancies", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListTenancies>("Lists tenancies");
}
