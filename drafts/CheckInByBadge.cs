using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.LabEquipment;
using Quartz;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>Checks holders in whose card opened a door of the instrument's zone while check-in was open.</summary>
[DisallowConcurrentExecution]
internal sealed class CheckInByBadge(Rounds rounds) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await Make(cancellationToken);

    internal Task<int> Make(CancellationToken cancel) => rounds.Make<BadgeRound>(nameof(CheckInByBadge), cancel);
}

internal sealed class BadgeRound(HubDbContext db, BookingDesk desk, BookingEvidence evidence, DoorSightings doors, TimeProvider time) : IRound
{
    public Task<List<Guid>> Due(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        // Where the policy opens check-in later, the round finds nothing yet.
        var (opens, acts) = (now.AddDays(1), db.AutomaticActs);
        return (
            from booking in db.Bookings
            where booking.State == BookingState.Confirmed && booking.MainBookingId == null && booking.StartsAt < opens && booking.EndsAt > now
            join equipment in db.Equipment on booking.EquipmentId equals equipment.Id
            join kind in db.EquipmentClasses on equipment.ClassCode equals kind.Code
            where equipment.ZoneId != null && kind.Automation != AutomationMode.Off
                && !acts.Any(act => act.BookingId == booking.Id && act.Kind == ActKind.CheckIn)
            orderby booking.StartsAt
            select booking.Id).Take(Rounds.MostAtOnce).ToListAsync(cancel);
    }

    public async Task<bool> Handle(Guid bookingId, CancellationToken cancel)
    {
        if (await desk.Find(bookingId, [], cancel) is not { } group || group.Main is not { State: BookingState.Confirmed } booking
            || await db.AutomaticActs.AnyAsync(act => act.BookingId == bookingId && act.Kind == ActKind.CheckIn, cancel))
            return false;
        var now = time.GetUtcNow();
        var (equipment, kind, policy) = await evidence.Instrument(booking, cancel);
        var from = booking.StartsAt.AddMinutes(-(policy.CheckInBeforeMinutes ?? BookingEvidence.DefaultEarlyMinutes));
        if (now < from)
            return false;
        var seen = (await doors.Around(equipment, from, now, cancel)).FindAll(one => one.PersonId == booking.PersonId && !one.IsLate);
        if (seen is not [{ At: var at }, ..])
            return false;
        db.Add(AutomaticAct.Of(booking, ActKind.CheckIn, kind.Automation, now, new { badgeAt = at }));
        if (kind.Automation is AutomationMode.On)
            await desk.CheckIn(group, "badge", at, cancel);
        return true;
    }
}
