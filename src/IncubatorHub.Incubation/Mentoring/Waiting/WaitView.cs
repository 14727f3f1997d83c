using System.Linq.Expressions;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Incubation.Mentoring.Waiting;

/// <summary>A wish on the waiting list as the API and the console show it. All times UTC.</summary>
/// <param name="MentorId">Null: any of the offer's.</param>
/// <param name="SessionId">What was asked for; null unless placed.</param>
public sealed record WaitView(
    Guid Id, Guid Version, Guid OfferId, string OfferNameEn, string OfferNameJa, Guid? MentorId, string MentorName, Guid FacilityId, Guid CompanyId, Guid PersonId,
    string PersonName, int LengthMinutes, DateTimeOffset From, DateTimeOffset Until, string Purpose, WaitState State, Guid? SessionId, DateTimeOffset CreatedAt) : IVersioned
{
    internal static Expression<Func<MentoringWait, WaitView>> Of(HubDbContext db) => wait => new WaitView(
        wait.Id, wait.Version, wait.OfferId,
        db.Set<MentoringOffer>().Where(offer => offer.Id == wait.OfferId).Select(offer => offer.NameEn).First(),
        db.Set<MentoringOffer>().Where(offer => offer.Id == wait.OfferId).Select(offer => offer.NameJa).First(),
        wait.MentorId,
        (from mentor in db.Set<Mentors.MentorProfile>()
         where mentor.Id == wait.MentorId
         join account in db.Set<Account>() on mentor.AccountId equals account.Id
         select account.DisplayName).FirstOrDefault() ?? "",
        wait.FacilityId, wait.CompanyId, wait.PersonId,
        db.Set<Account>().Where(account => account.Id == wait.PersonId).Select(account => account.DisplayName).FirstOrDefault() ?? "",
        wait.LengthMinutes, wait.From, wait.Until, wait.Purpose, wait.State, wait.SessionId, wait.CreatedAt);
}
