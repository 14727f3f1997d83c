using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Registry.Webhooks;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>
/// Tells a change of a booking to people by mail and to programs by webhook. Both are rows of the dispatcher's transaction, so a repetition after a
/// crash writes none twice.
/// </summary>
internal sealed class TellBookingChange(HubDbContext db, BookingNotices notices, WebhooksDoor webhooks) : IHandle<BookingChanged>
{
    public async Task Handle(BookingChanged happened, CancellationToken cancel)
    {
        if (await BookingRow.Of(db, db.Bookings.AsNoTracking().Where(booking => booking.Id == happened.BookingId)).SingleOrDefaultAsync(cancel) is not { } row)
            return;
        var told = await db.ToldBookings.SingleOrDefaultAsync(one => one.BookingId == row.Id, cancel);
        await webhooks.Enqueue(
            BookingWebhook.KindOf(happened.Change), happened.FacilityId, happened.CompanyId, BookingWebhook.Of(row, told, happened), cancel);
        // A newer change is under way and tells more; its reader need not read this one first.
        if (happened.Revision >= row.Revision)
            await notices.Tell(row, happened.Change, happened.FacilityId, cancel);
        if (told is null)
        {
            db.Add(new ToldBooking
            {
                BookingId = row.Id, FacilityId = happened.FacilityId, CompanyId = happened.CompanyId,
                StartsAt = row.StartsAt, EndsAt = row.EndsAt, Revision = row.Revision,
            });
        }
        else
        {
            (told.StartsAt, told.EndsAt, told.Revision) = (row.StartsAt, row.EndsAt, row.Revision);
        }
    }
}
