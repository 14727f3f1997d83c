namespace IncubatorHub.Registry.Tenancies;

/// <summary>What upper wings' pages ask of this module; they run it through the use-case runner like its own pages.</summary>
public static class CompaniesDoor
{
    /// <summary>The companies with a live tenancy at a facility, or whose home it is, by code, 200 at a time.</summary>
    /// <param name="facilityId">The facility.</param>
    /// <param name="cursor">From the page before; null for the first.</param>
    public static IRequest<Page<CompanyView>> At(Guid facilityId, string? cursor) =>
        new ListCompanies.Request(FacilityId: facilityId, Sort: "code", Limit: PageLimits.MaxLimit, Cursor: cursor);
}
