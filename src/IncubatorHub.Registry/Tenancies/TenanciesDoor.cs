namespace IncubatorHub.Registry.Tenancies;

/// <summary>What upper wings' pages ask of this module; they run it through the use-case runner like its own pages.</summary>
public static class TenanciesDoor
{
    /// <summary>The companies in the caller's sight, 200 at a time.</summary>
    /// <param name="cursor">From the page before; null for the first.</param>
    public static IRequest<Page<CompanyView>> Companies(string? cursor) => new ListCompanies.Request(Limit: PageLimits.MaxLimit, Cursor: cursor);

    /// <summary>The companies of a house that the caller sees, by code, 200 at a time.</summary>
    /// <param name="facilityId">Where they have a tenancy.</param>
    /// <param name="cursor">From the page before; null for the first.</param>
    public static IRequest<Page<CompanyView>> CompaniesAt(Guid facilityId, string? cursor) =>
        new ListCompanies.Request(FacilityId: facilityId, Sort: "code", Limit: PageLimits.MaxLimit, Cursor: cursor);
}
