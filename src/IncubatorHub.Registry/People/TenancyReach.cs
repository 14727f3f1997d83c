using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Registry.People;

/// <summary>How far tenancies carry a caller's sight: a manager sees the companies of his houses, a tenant the houses of its company.</summary>
internal static class TenancyReach
{
    /// <summary>Companies that a house knows: those that it looks after, and those that rent, will rent or have rented there.</summary>
    public static Task<List<Guid>> CompaniesAt(HubDbContext db, IReadOnlyList<Guid> facilityIds, CancellationToken cancel) => db.Tenancies
        .Where(tenancy => facilityIds.Contains(tenancy.FacilityId) && tenancy.State != TenancyState.Cancelled).Select(tenancy => tenancy.CompanyId)
        .Union(db.Companies.Where(company => company.HomeFacilityId != null && facilityIds.Contains(company.HomeFacilityId.Value)).Select(company => company.Id))
        .ToListAsync(cancel);

    /// <summary>Houses where a company rents or will rent; whoever has left sees the house no more.</summary>
    public static Task<List<Guid>> FacilitiesOf(HubDbContext db, IReadOnlyList<Guid> companyIds, CancellationToken cancel) => db.Tenancies
        .Where(tenancy => companyIds.Contains(tenancy.CompanyId)
            && (tenancy.State == TenancyState.Planned || tenancy.State == TenancyState.Current))
        .Select(tenancy => tenancy.FacilityId).Distinct().ToListAsync(cancel);

    /// <summary>Whether what a grant speaks of is there for the caller.</summary>
    public static Task<bool> Exists(HubDbContext db, Grant grant, CancellationToken cancel) => grant.Scope switch
    {
        ScopeKind.Facility => db.Facilities.AnyAsync(facility => facility.Id == grant.ScopeId, cancel),
        ScopeKind.Company => db.Companies.AnyAsync(company => company.Id == grant.ScopeId, cancel),
        _ => Task.FromResult(true),
    };
}
