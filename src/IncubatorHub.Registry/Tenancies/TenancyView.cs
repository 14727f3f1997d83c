using System.Linq.Expressions;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Registry.Tenancies;

/// <summary>A tenancy as the API and the console show it, with the names of company and unit where the caller may see them.</summary>
public sealed record TenancyView(
    Guid Id, Guid Version, Guid CompanyId, string? CompanyCode, string? CompanyNameEn, string? CompanyNameJa, Guid FacilityId, Guid UnitId,
    string? UnitCode, DateOnly StartsOn, DateOnly? PlannedEndOn, DateOnly? EndsOn, TenancyState State, ExitKind? ExitKind, string Reason) : IVersioned
{
    /// <summary>The view of a row, as a query over this context.</summary>
    public static Expression<Func<Tenancy, TenancyView>> Of(HubDbContext db)
    {
        var (companies, units) = (db.Companies, db.Units);
        return row => new TenancyView(
            row.Id, row.Version, row.CompanyId,
            companies.Where(company => company.Id == row.CompanyId).Select(company => company.Code).FirstOrDefault(),
            companies.Where(company => company.Id == row.CompanyId).Select(company => company.NameEn).FirstOrDefault(),
            companies.Where(company => company.Id == row.CompanyId).Select(company => company.NameJa).FirstOrDefault(),
            row.FacilityId, row.UnitId,
            units.Where(unit => unit.Id == row.UnitId).Select(unit => unit.Code).FirstOrDefault(),
            row.StartsOn, row.PlannedEndOn, row.EndsOn, row.State, row.ExitKind, row.Reason);
    }
}
