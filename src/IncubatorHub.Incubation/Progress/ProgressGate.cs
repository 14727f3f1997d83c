using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Progress;

/// <summary>Asks what every act on a company at a facility asks first.</summary>
internal static class ProgressGate
{
    /// <summary>A company that has or had a tenancy at a facility, both in the caller's sight, where the caller may do this.</summary>
    public static async Task<Outcome<CompanyThere>> CompanyAt(this HubDbContext db, Caller caller, Right right, Guid companyId, Guid facilityId, DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.Set<Company>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == companyId, cancel) is not { } company)
            return CommonProblems.NotFound("company", companyId);
        if (await db.Set<Facility>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == facilityId, cancel) is not { } facility)
            return CommonProblems.NotFound("facility", facilityId);
        if (!caller.MayAtFacility(right, facilityId))
            return CommonProblems.Forbidden(right);
        return await db.Set<Tenancy>().AnyAsync(tenancy => tenancy.CompanyId == companyId && tenancy.FacilityId == facilityId && tenancy.State != TenancyState.Cancelled, cancel)
            ? new CompanyThere(company, facility, FacilityGate.Today(facility.TimeZone, now))
            : ProgressProblems.NotThere;
    }
}

/// <summary>A company at a facility, and the date there.</summary>
internal sealed record CompanyThere(Company Company, Facility Facility, DateOnly Today);
