using System.Linq.Expressions;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Access;

/// <summary>A card as the API and the console show it: its number is not among it.</summary>
/// <param name="LastFour">The last four characters of the number.</param>
/// <param name="PersonName">As the person is called on screen; null for a spare card.</param>
/// <param name="CompanyNameEn">null without a company, and for one that the caller does not see any more.</param>
public sealed record CardView(
    Guid Id, Guid Version, Guid FacilityId, string LastFour, CardKind Kind, Guid? PersonId, string? PersonName, Guid? CompanyId,
    string? CompanyNameEn, string? CompanyNameJa, DateTimeOffset ValidFrom, DateTimeOffset? ValidUntil, CardStatus Status, string StatusWhy) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    internal static Expression<Func<AccessCard, CardView>> Of(HubDbContext db)
    {
        var (accounts, companies) = (db.Accounts, db.Set<Company>());
        return row => new CardView(
            row.Id, row.Version, row.FacilityId, row.LastFour, row.Kind, row.PersonId,
            accounts.Where(account => account.Id == row.PersonId).Select(account => account.DisplayName).FirstOrDefault(), row.CompanyId,
            companies.Where(company => company.Id == row.CompanyId).Select(company => company.NameEn).FirstOrDefault(),
            companies.Where(company => company.Id == row.CompanyId).Select(company => company.NameJa).FirstOrDefault(), row.ValidFrom, row.ValidUntil, row.Status, row.StatusWhy);
    }
}
