using System.Linq.Expressions;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Laboratory.Access;

/// <summary>A card as the API and the console show it: its number is not among it.</summary>
/// <param name="LastFour">The last four characters of the number.</param>
/// <param name="PersonName">As the person is called on screen; null for a spare card.</param>
public sealed record CardView(
    Guid Id, Guid Version, Guid FacilityId, string LastFour, CardKind Kind, Guid? PersonId, string? PersonName, Guid? CompanyId, DateTimeOffset ValidFrom,
    DateTimeOffset? ValidUntil, CardStatus Status, string StatusWhy) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    internal static Expression<Func<AccessCard, CardView>> Of(HubDbContext db)
    {
        var accounts = db.Accounts;
        return row => new CardView(
            row.Id, row.Version, row.FacilityId, row.LastFour, row.Kind, row.PersonId,
            accounts.Where(account => account.Id == row.PersonId).Select(account => account.DisplayName).FirstOrDefault(), row.CompanyId, row.ValidFrom,
            row.ValidUntil, row.Status, row.StatusWhy);
    }
}
