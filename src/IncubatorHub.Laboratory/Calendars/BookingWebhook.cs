using System.Text.Json;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Registry.Webhooks;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>A change of a booking as programs hear of it. A reschedule, a hand-over and a cancellation are kinds of their own.</summary>
internal static class BookingWebhook
{
    /// <summary>Every kind: <c>booking.moved</c>, <c>booking.cancelled</c> and so on.</summary>
    public static IEnumerable<WebhookKind> Kinds => Enum.GetValues<BookingChange>().Select(change => new WebhookKind(KindOf(change)));

    public static string KindOf(BookingChange change) =>
        $"booking.{JsonNamingPolicy.KebabCaseLower.ConvertName(change.ToString())}";

    public static object Of(BookingRow row, ToldBooking? told, BookingChanged happened) => new
    {
        bookingId = row.Id,
        revision = happened.Revision,
        state = JsonNamingPolicy.CamelCase.ConvertName(row.State.ToString()),
        equipmentId = row.EquipmentId,
        zoneId = row.ZoneId,
        personId = row.PersonId,
        assistedById = row.AssistedById,
        startsAt = row.StartsAt,
        endsAt = row.EndsAt,
        timeZone = row.TimeZone,
        heldUntil = row.HeldUntil,
        endReason = row.EndReason.Length == 0 ? null : row.EndReason,
        mainBookingId = row.MainBookingId,
        supersededById = row.SupersededById,
        from = happened.Change is (BookingChange.Moved or BookingChange.Extended) && told is not null && row.SupersededById is null
            ? new { startsAt = told.StartsAt, endsAt = told.EndsAt } : null,
        to = happened.Change is (BookingChange.Moved or BookingChange.Extended) && row.SupersededById is null ? new { startsAt = row.StartsAt, endsAt = row.EndsAt } : null,
    };
}
