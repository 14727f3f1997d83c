using System.Linq.Expressions;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>A booking as the API and the console show it. All times UTC.</summary>
/// <param name="NameEn">The instrument's or zone's English name.</param>
/// <param name="NameJa">The instrument's or zone's Japanese name.</param>
/// <param name="PersonName">The holder, as on screen.</param>
/// <param name="AssistedByName">Who of the staff will be there, as on screen; empty while nobody was named.</param>
public sealed record BookingView(
    Guid Id, Guid Version, Guid FacilityId, Guid? EquipmentId, Guid? ZoneId, string NameEn, string NameJa, Guid PersonId, string PersonName, Guid CompanyId,
    Guid BookedById, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int SlotIndex, BookingState State, string Purpose, Guid? SeriesId, Guid? MainBookingId,
    Guid? SupersededById, bool IsAssisted, Guid? AssistedById, string AssistedByName, DateTimeOffset? HeldUntil, string PolicyVersions, string OverriddenRules, string OverrideReason,
    int Revision, DateTimeOffset? CheckedInAt, string CheckInEvidence, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string EndReason,
    DateTimeOffset CreatedAt) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<Booking, BookingView>> Of(HubDbContext db) => row => new BookingView(
        row.Id, row.Version, row.FacilityId, row.EquipmentId, row.ZoneId,
        db.Set<Equipment>().Where(one => one.Id == row.EquipmentId).Select(one => one.NameEn).FirstOrDefault()
            ?? db.Set<Zone>().Where(one => one.Id == row.ZoneId).Select(one => one.NameEn).FirstOrDefault() ?? "",
        db.Set<Equipment>().Where(one => one.Id == row.EquipmentId).Select(one => one.NameJa).FirstOrDefault()
            ?? db.Set<Zone>().Where(one => one.Id == row.ZoneId).Select(one => one.NameJa).FirstOrDefault() ?? "",
        row.PersonId, db.Set<Account>().Where(one => one.Id == row.PersonId).Select(one => one.DisplayName).FirstOrDefault() ?? "", row.CompanyId,
        row.BookedById, row.StartsAt, row.EndsAt, row.SlotIndex, row.State, row.Purpose, row.SeriesId, row.MainBookingId,
        row.SupersededById, row.IsAssisted, row.AssistedById,
        db.Set<Account>().Where(one => one.Id == row.AssistedById).Select(one => one.DisplayName).FirstOrDefault() ?? "", row.HeldUntil, row.PolicyVersions, row.OverriddenRules, row.OverrideReason,
        row.Revision, row.CheckedInAt, row.CheckInEvidence, row.StartedAt, row.FinishedAt, row.EndReason, row.CreatedAt);

    /// <summary>The view of a saved booking.</summary>
    internal static Task<BookingView> Read(HubDbContext db, Guid id, CancellationToken cancel) =>
        db.Bookings.AsNoTracking().Where(booking => booking.Id == id).Select(Of(db)).SingleAsync(cancel);
}
