using System.Linq.Expressions;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Laboratory.Bookings.Waiting;

/// <summary>A wish on the waiting list. All times UTC.</summary>
/// <param name="NameEn">English name of the instrument; of the class where any of it will do.</param>
/// <param name="NameJa">Its Japanese name.</param>
/// <param name="PersonName">Who waits, as on screen.</param>
/// <param name="CompanyEn">For which company: its English name.</param>
/// <param name="CompanyJa">Its Japanese name.</param>
/// <param name="OfferedFrom">Start of the slot that is held; null while none is.</param>
/// <param name="OfferedUntil">Its end.</param>
/// <param name="AnswerBy">Until when the offer stands.</param>
public sealed record WaitlistView(
    Guid Id, Guid Version, Guid FacilityId, Guid? EquipmentId, string ClassCode, string NameEn, string NameJa, Guid PersonId, string PersonName, Guid CompanyId,
    string CompanyEn, string CompanyJa, DateTimeOffset From, DateTimeOffset Until, int Minutes,
    string Purpose, WaitlistState State, Guid? OfferId, Guid? OfferedEquipmentId, DateTimeOffset? OfferedFrom, DateTimeOffset? OfferedUntil, DateTimeOffset? AnswerBy,
    DateTimeOffset CreatedAt) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<WaitlistEntry, WaitlistView>> Of(HubDbContext db) => entry => new WaitlistView(
        entry.Id, entry.Version, entry.FacilityId, entry.EquipmentId, entry.ClassCode,
        db.Set<Equipment>().Where(one => one.Id == entry.EquipmentId).Select(one => one.NameEn).FirstOrDefault()
            ?? db.Set<EquipmentClass>().Where(one => one.Code == entry.ClassCode).Select(one => one.NameEn).FirstOrDefault() ?? "",
        db.Set<Equipment>().Where(one => one.Id == entry.EquipmentId).Select(one => one.NameJa).FirstOrDefault()
            ?? db.Set<EquipmentClass>().Where(one => one.Code == entry.ClassCode).Select(one => one.NameJa).FirstOrDefault() ?? "",
        entry.PersonId, db.Set<Account>().Where(one => one.Id == entry.PersonId).Select(one => one.DisplayName).FirstOrDefault() ?? "", entry.CompanyId,
        db.Set<Company>().Where(one => one.Id == entry.CompanyId).Select(one => one.NameEn).FirstOrDefault() ?? "",
        db.Set<Company>().Where(one => one.Id == entry.CompanyId).Select(one => one.NameJa).FirstOrDefault() ?? "", entry.From, entry.Until, entry.Minutes,
        entry.Purpose, entry.State, entry.OfferId,
        db.Set<Booking>().Where(offer => offer.Id == entry.OfferId).Select(offer => offer.EquipmentId).FirstOrDefault(),
        db.Set<Booking>().Where(offer => offer.Id == entry.OfferId).Select(offer => (DateTimeOffset?)offer.StartsAt).FirstOrDefault(),
        db.Set<Booking>().Where(offer => offer.Id == entry.OfferId).Select(offer => (DateTimeOffset?)offer.EndsAt).FirstOrDefault(),
        db.Set<Booking>().Where(offer => offer.Id == entry.OfferId).Select(offer => offer.HeldUntil).FirstOrDefault(),
        entry.CreatedAt);
}
