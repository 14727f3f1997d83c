using System.Globalization;
using System.Text.Json;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>Asks the holder of a booking, on the console and by mail, in the holder's language.</summary>
internal sealed class Questions(HubDbContext db, TimeProvider time)
{
    public async Task Ask(Booking booking, Equipment equipment, QuestionKind kind, object evidence, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        db.Add(new EvidenceQuestion
        {
            FacilityId = booking.FacilityId, CompanyId = booking.CompanyId, BookingId = booking.Id, PersonId = booking.PersonId, Kind = kind, AskedAt = now,
            AnswerBy = booking.EndsAt, Evidence = JsonSerializer.Serialize(evidence, JsonSerializerOptions.Web),
        });
        var holder = await db.Set<Account>().AsNoTracking().SingleAsync(one => one.Id == booking.PersonId, cancel);
        var zone = await db.Set<Facility>().AsNoTracking().Where(one => one.Id == booking.FacilityId).Select(one => one.TimeZone).SingleAsync(cancel);
        var start = TimeZoneInfo.ConvertTime(booking.StartsAt, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var name = holder.Language == "ja" ? equipment.NameJa : equipment.NameEn;
        db.Add(new OutgoingMail
        {
            To = holder.Email, At = now,
            Subject = EvidenceMails.Get($"{kind}Subject", holder.Language, name, start),
            Body = EvidenceMails.Get($"{kind}Body", holder.Language, holder.DisplayName, name, start),
        });
    }
}
