using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies.Rules;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>Gathers the live tenancies of a unit and judges wanted days against them. Judgements of one unit take turns until they commit.</summary>
internal static class UnitPromise
{
    public static async Task<Problem?> RefuseDays(this HubDbContext db, Tenancy wanted, CancellationToken cancel)
    {
        await db.TakeTurn("unit", wanted.UnitId, cancel);
        var rows = await db.Tenancies.AsNoTracking().Where(other => other.UnitId == wanted.UnitId && other.Id != wanted.Id
                && (other.State == TenancyState.Planned || other.State == TenancyState.Current))
            .Select(other => new { other.StartsOn, other.PlannedEndOn, other.EndsOn }).ToListAsync(cancel);
        var live = rows.Select(other => new MustNotOverlap.Days(other.StartsOn, other.EndsOn ?? other.PlannedEndOn));
        return MustNotOverlap.FirstConflict(new MustNotOverlap.Days(wanted.StartsOn, wanted.PromisedUntil), live) is { } taken
            ? TenancyProblems.UnitTaken(taken.From, taken.Until)
            : null;
    }

    /// <summary>Promises the unit to the company and saves. A tenancy that starts today or earlier by the facility's date is current at once.</summary>
    public static async Task<Outcome<Tenancy>> Promise(
        this HubDbContext db, Unit unit, Company company, DateOnly startsOn, DateOnly? plannedEndOn, DateTimeOffset now, CancellationToken cancel)
    {
        if (company.RetiredAt is not null)
            return CommonProblems.Retired("company");
        if (unit.RetiredAt is not null || !unit.IsLettable)
            return TenancyProblems.UnitNotLettable;
        var tenancy = new Tenancy { CompanyId = company.Id, FacilityId = unit.FacilityId, UnitId = unit.Id, StartsOn = startsOn, PlannedEndOn = plannedEndOn };
        if (await db.RefuseDays(tenancy, cancel) is { } taken)
            return taken;
        var zone = await db.Facilities.Where(facility => facility.Id == unit.FacilityId).Select(facility => facility.TimeZone).SingleAsync(cancel);
        tenancy.State = startsOn <= FacilityGate.Today(zone, now) ? TenancyState.Current : TenancyState.Planned;
        db.Add(tenancy);
        await db.SaveChangesAsync(cancel);
        return tenancy;
    }
}
