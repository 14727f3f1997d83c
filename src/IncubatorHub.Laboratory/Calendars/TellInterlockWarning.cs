using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Interlocks;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>Tells a holder by mail that their instrument is about to be switched off. Too late, or when it stays on, it tells nobody anything.</summary>
internal sealed class TellInterlockWarning(HubDbContext db, BookingNotices notices, SwitchOutlook outlook, TimeProvider time) : IHandle<InterlockWarned>
{
    /// <summary>A line that was cut brings the gateway's warnings when the use is long over.</summary>
    public static readonly TimeSpan Useful = TimeSpan.FromMinutes(15);

    public async Task Handle(InterlockWarned happened, CancellationToken cancel)
    {
        var until = happened.IsOver ? happened.EndsAt + Useful : happened.EndsAt;
        if (time.GetUtcNow() >= until)
            return;
        if (await BookingRow.Of(db, db.Bookings.AsNoTracking().Where(one => one.Id == happened.BookingId)).SingleOrDefaultAsync(cancel) is { EquipmentId: { } equipment } row
            && !await outlook.StaysOn(equipment, happened.EndsAt, cancel))
            await notices.TellOfSwitch(row, happened.EndsAt, happened.IsOver, cancel);
    }
}
