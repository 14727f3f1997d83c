using System.Linq.Expressions;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Charges;

/// <summary>An account as the API and the console show it.</summary>
/// <param name="BalanceYen">Paid in, less what was charged and what is kept aside.</param>
/// <param name="ReservedYen">Kept aside for bookings that stand.</param>
public sealed record CreditAccountView(
    Guid Id, Guid Version, Guid FacilityId, string FacilityNameEn, string FacilityNameJa, Guid CompanyId, string CompanyNameEn, string CompanyNameJa,
    string Tier, long LimitYen, bool IsPostPaid, long BalanceYen, long ReservedYen) : IVersioned
{
    /// <summary>The view of a row, as a query over this context.</summary>
    public static Expression<Func<CreditAccount, CreditAccountView>> Of(HubDbContext db)
    {
        var (facilities, companies, entries, charges) = (db.Facilities, db.Companies, db.CreditEntries, db.Charges);
        // A name is missing where its owner is out of the caller's sight: a facility after the tenancy.
        return row => new CreditAccountView(
            row.Id, row.Version,
            row.FacilityId, facilities.Where(one => one.Id == row.FacilityId).Select(one => one.NameEn).FirstOrDefault() ?? "",
            facilities.Where(one => one.Id == row.FacilityId).Select(one => one.NameJa).FirstOrDefault() ?? "",
            row.CompanyId, companies.Where(one => one.Id == row.CompanyId).Select(one => one.NameEn).FirstOrDefault() ?? "",
            companies.Where(one => one.Id == row.CompanyId).Select(one => one.NameJa).FirstOrDefault() ?? "",
            row.Tier, row.LimitYen, row.IsPostPaid,
            entries.Where(entry => entry.AccountId == row.Id).OrderByDescending(entry => entry.Number).Select(entry => entry.BalanceYen).FirstOrDefault(),
            charges.Where(charge => charge.FacilityId == row.FacilityId && charge.CompanyId == row.CompanyId && charge.State == ChargeState.Reserved).Sum(charge => charge.ReservedYen));
    }
}
