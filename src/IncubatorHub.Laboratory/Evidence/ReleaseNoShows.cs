using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Evidence.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;
using Quartz;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>Gives the time of bookings free whose holder did not come. Due is what the policy says and nobody has handled, however long ago the minute was.</summary>
[DisallowConcurrentExecution]
internal sealed class ReleaseNoShows(Rounds rounds) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await Make(cancellationToken);

    internal Task<int> Make(CancellationToken cancel) => rounds.Make<NoShowRound>(nameof(ReleaseNoShows), cancel);
}

internal sealed class NoShowRound(HubDbContext db, BookingDesk desk, BookingEvidence evidence, PoliciesDoor policies, DoorSightings doors, Questions questions, TimeProvider time)
    : IRound
{
    public async Task<List<Guid>> Due(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (acts, asked) = (db.AutomaticActs, db.EvidenceQuestions);
        var running = await (
            from booking in db.Bookings
            where booking.State == BookingState.Confirmed && booking.MainBookingId == null && booking.StartsAt < now && booking.EndsAt > now
            join equipment in db.Equipment on booking.EquipmentId equals equipment.Id
            join kind in db.EquipmentClasses on equipment.ClassCode equals kind.Code
            where kind.Automation != AutomationMode.Off && kind.UseMode != UseMode.AlwaysOn
                && !acts.Any(act => act.BookingId == booking.Id && act.Kind == ActKind.Release)
                && !asked.Any(one => one.BookingId == booking.Id && one.Kind == QuestionKind.StillNeeded)
            orderby booking.StartsAt
            select new { booking.Id, booking.StartsAt, Equipment = equipment }).AsNoTracking().ToListAsync(cancel);
        var rules = await policies.EffectiveFor([.. running.Select(one => one.Equipment).DistinctBy(one => one.Id)], cancel);
        return [.. running.Where(one => rules[one.Equipment.Id].Rules.ReleaseAfterMinutes is { } minutes && one.StartsAt.AddMinutes(minutes) <= now)
            .Take(Rounds.MostAtOnce).Select(one => one.Id)];
    }

    public async Task<bool> Handle(Guid bookingId, CancellationToken cancel)
    {
        if (await desk.Find(bookingId, [], cancel) is not { } group || group.Main is not { State: BookingState.Confirmed, EquipmentId: { } equipmentId } booking
            || await db.AutomaticActs.AnyAsync(act => act.BookingId == bookingId && act.Kind == ActKind.Release, cancel)
            || await db.EvidenceQuestions.AnyAsync(one => one.BookingId == bookingId && one.Kind == QuestionKind.StillNeeded, cancel))
            return false;
        var now = time.GetUtcNow();
        var (equipment, kind, policy) = await evidence.Instrument(booking, cancel);
        var from = booking.StartsAt.AddMinutes(-(policy.CheckInBeforeMinutes ?? BookingEvidence.DefaultEarlyMinutes));
        var sessions = await evidence.Sessions(equipmentId, from, now, cancel);
        var sensing = await evidence.Sensing(equipmentId, from, now, cancel);
        // At whichever door of the house, and however late it was heard of: no reason to act, but one to ask.
        var presence = await doors.InHouse(booking.FacilityId, booking.PersonId, from, now, cancel);
        var mayBePresent = presence is HousePresence.Seen or HousePresence.Unclear;
        var facts = new NoShowFacts(booking.StartsAt, booking.EndsAt, policy.ReleaseAfterMinutes, IsSeen: false, sessions.Count > 0, mayBePresent, kind.UseMode, now);
        var verdict = NoShow.Of(facts, sensing);
        var told = new { booking.StartsAt, policy.ReleaseAfterMinutes, sessions = sessions.Select(one => one.Id), presence = presence.ToString(), sensing = BookingEvidence.Told(sensing, from, now) };
        if (verdict is NoShowVerdict.Ask && kind.Automation is AutomationMode.On)
            await questions.Ask(booking, equipment, QuestionKind.StillNeeded, told, cancel);
        if (verdict is not NoShowVerdict.Release)
            return verdict is NoShowVerdict.Ask && kind.Automation is AutomationMode.On;
        db.Add(AutomaticAct.Of(booking, ActKind.Release, kind.Automation, now, told));
        if (kind.Automation is AutomationMode.On)
            await desk.Release(group, BookingState.ReleasedNoShow, BookingChange.Released, $"Nobody came within {policy.ReleaseAfterMinutes} minutes.", now, cancel);
        return true;
    }
}
