namespace IncubatorHub.Registry.Tenancies;

/// <summary>Lists the companies in the caller's scope; a tenant sees its own.</summary>
[UseCase(Right.ReadCompany)]
internal sealed class ListCompanies(HubDbContext db) : IUseCase<ListCompanies.Request, Page<CompanyView>>
{
    /// <param name="Q">Part of a name in either language, of the code or the corporate number.</param>
    /// <param name="FirmType">Only firms of this type.</param>
    /// <param name="FacilityId">Only companies with a live tenancy at this facility, or whose home it is.</param>
    /// <param name="Retired">true: only retired ones; false (default): the others.</param>
    public sealed record Request(
        string? Q = null, Choice<FirmType>? FirmType = null, Guid? FacilityId = null, bool Retired = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<CompanyView>>, IPaged;

    private static readonly SortKeys<Company> Keys = new SortKeys<Company>(company => company.Id)
        .By("code", company => company.Code)
        .By("nameEn", company => company.NameEn)
        .By("nameJa", company => company.NameJa)
        .By("createdAt", company => company.CreatedAt);

    public Task<Outcome<Page<CompanyView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.Companies.Where(company => (company.RetiredAt != null) == request.Retired);
        if (request.FirmType is { Value: var firmType })
            rows = rows.Where(company => company.FirmType == firmType);
        if (request.FacilityId is { } facility)
        {
            var there = db.Tenancies.Where(tenancy => tenancy.FacilityId == facility
                && (tenancy.State == TenancyState.Planned || tenancy.State == TenancyState.Current)).Select(tenancy => tenancy.CompanyId);
            rows = rows.Where(company => company.HomeFacilityId == facility || there.Contains(company.Id));
        }

        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            rows = rows.Where(company => EF.Functions.Like(company.NameEn.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(company.NameJa.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(company.Code, pattern, SearchText.Escape)
                || EF.Functions.Like(company.CorporateNumber, pattern, SearchText.Escape));
        }

        return rows.ToPage(request, Keys, CompanyView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/companies", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListCompanies>("Lists companies");
}
