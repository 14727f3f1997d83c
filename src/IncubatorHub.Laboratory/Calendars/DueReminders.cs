using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Registry.Notifications;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>
/// Reminders that are due: as long before as each holder chose, once for each beginning. What was due while the hub was down is made up, but never
/// once the booking has begun.
/// </summary>
internal sealed class DueReminders(HubDbContext db, BookingNotices notices, TimeProvider time)
{
    public const int BatchSize = 200;

    public async Task<int> Send(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var due = new List<Guid>();
        foreach (var minutes in NoticePreference.ReminderChoices.Where(one => one > 0))
        {
            if (due.Count < BatchSize)
                due.AddRange(await Due(now, minutes, BatchSize - due.Count, cancel));
        }

        foreach (var row in await BookingRow.Of(db, db.Bookings.AsNoTracking().Where(booking => due.Contains(booking.Id))).ToListAsync(cancel))
        {
            await notices.Remind(row, cancel);
            db.Add(new BookingReminder { BookingId = row.Id, StartsAt = row.StartsAt, At = now });
        }

        return due.Count;
    }

    // By choice and not by arithmetic on columns, so that the index on state and beginning finds them.
    private Task<List<Guid>> Due(DateTimeOffset now, int minutes, int atMost, CancellationToken cancel)
    {
        var before = now.AddMinutes(minutes);
        var isDefault = minutes == NoticePreference.DefaultReminderMinutes;
        return db.Bookings
            .Where(booking => booking.State == BookingState.Confirmed && booking.MainBookingId == null && booking.StartsAt > now && booking.StartsAt <= before)
            .Where(booking => db.Set<NoticePreference>().Any(wish => wish.AccountId == booking.PersonId && wish.ReminderMinutes == minutes)
                || (isDefault && !db.Set<NoticePreference>().Any(wish => wish.AccountId == booking.PersonId)))
            .Where(booking => !db.Set<BookingReminder>().Any(one => one.BookingId == booking.Id && one.StartsAt == booking.StartsAt))
            .OrderBy(booking => booking.StartsAt).Select(booking => booking.Id).Take(atMost).ToListAsync(cancel);
    }
}
