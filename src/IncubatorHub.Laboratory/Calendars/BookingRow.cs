using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>A booking with the names that a calendar shows.</summary>
internal sealed record BookingRow(
    Guid Id, Guid CompanyId, Guid PersonId, Guid? EquipmentId, Guid? ZoneId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, BookingState State, int Revision, string Purpose,
    DateTimeOffset? HeldUntil, string EndReason, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string TimeZone,
    string WhatEn, string WhatJa, string WhereEn, string WhereJa, string HouseEn, string HouseJa, string Person, Guid? MainBookingId, Guid? SupersededById, Guid? AssistedById, string Assistant)
{
    /// <summary>Of these bookings, those whose house is in sight.</summary>
    public static IQueryable<BookingRow> Of(HubDbContext db, IQueryable<Booking> bookings) =>
        from booking in bookings
        join house in db.Facilities on booking.FacilityId equals house.Id
        join person in db.Accounts on booking.PersonId equals person.Id
        join equipment in db.Equipment on booking.EquipmentId equals equipment.Id into instruments
        from instrument in instruments.DefaultIfEmpty()
        join zone in db.Zones on (booking.ZoneId ?? instrument.ZoneId) equals zone.Id into places
        from place in places.DefaultIfEmpty()
        select new BookingRow(
            booking.Id, booking.CompanyId, booking.PersonId, booking.EquipmentId, booking.ZoneId, booking.StartsAt, booking.EndsAt, booking.State, booking.Revision, booking.Purpose,
            booking.HeldUntil, booking.EndReason, booking.CreatedAt, booking.UpdatedAt, house.TimeZone,
            instrument != null ? instrument.NameEn : place.NameEn, instrument != null ? instrument.NameJa : place.NameJa,
            place != null ? place.NameEn : "", place != null ? place.NameJa : "", house.NameEn, house.NameJa, person.DisplayName, booking.MainBookingId,
            booking.SupersededById, booking.AssistedById, db.Set<Account>().Where(one => one.Id == booking.AssistedById).Select(one => one.DisplayName).FirstOrDefault() ?? "");

    public string What(string language) => language == "ja" ? WhatJa : WhatEn;

    public string Where(string language) => (language == "ja" ? (WhereJa, HouseJa) : (WhereEn, HouseEn)) switch
    {
        ("", var house) => house,
        var (place, house) => $"{place}, {house}",
    };
}
