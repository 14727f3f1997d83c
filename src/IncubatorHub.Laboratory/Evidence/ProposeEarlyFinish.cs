using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Evidence.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Usage;
using Quartz;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>Asks holders whose instrument rests after use whether they are done, or gives the rest free where the policy says so.</summary>
[DisallowConcurrentExecution]
internal sealed class ProposeEarlyFinish(Rounds rounds) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await Make(cancellationToken);

    internal Task<int> Make(CancellationToken cancel) => rounds.Make<EarlyFinishRound>(nameof(ProposeEarlyFinish), cancel);
}

internal sealed class EarlyFinishRound(HubDbContext db, BookingDesk desk, BookingEvidence evidence, PoliciesDoor policies, Questions questions, TimeProvider time) : IRound
{
    public async Task<List<Guid>> Due(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var rest = now.AddMinutes(EarlyFinish.LeastRestMinutes);
        var (acts, asked, attributions, sessions) = (db.AutomaticActs, db.EvidenceQuestions, db.SessionAttributions, db.UsageSessions);
        var running = await (
            from booking in db.Bookings
            where (booking.State == BookingState.InUse || booking.State == BookingState.CheckedIn) && booking.MainBookingId == null && booking.EndsAt >= rest
            join equipment in db.Equipment on booking.EquipmentId equals equipment.Id
            join kind in db.EquipmentClasses on equipment.ClassCode equals kind.Code
            where kind.Automation != AutomationMode.Off && kind.UseMode == UseMode.Episodic
                && attributions.Any(one => one.BookingId == booking.Id)
                && !sessions.Any(session => session.EquipmentId == equipment.Id && session.EndedAt == null && session.WithdrawnAt == null)
                && !acts.Any(act => act.BookingId == booking.Id && act.Kind == ActKind.EarlyFinish)
                && !asked.Any(one => one.BookingId == booking.Id && one.Kind == QuestionKind.Finished)
            orderby booking.StartsAt
            select new { booking.Id, Equipment = equipment }).AsNoTracking().ToListAsync(cancel);
        var rules = await policies.EffectiveFor([.. running.Select(one => one.Equipment).DistinctBy(one => one.Id)], cancel);
        return [.. running.Where(one => rules[one.Equipment.Id].Rules.IdleMinutes is not null).Take(Rounds.MostAtOnce).Select(one => one.Id)];
    }

    public async Task<bool> Handle(Guid bookingId, CancellationToken cancel)
    {
        if (await desk.Find(bookingId, [], cancel) is not { } group || group.Main is not { EquipmentId: { } equipmentId } booking || !booking.State.IsRunning
            || await db.AutomaticActs.AnyAsync(act => act.BookingId == bookingId && act.Kind == ActKind.EarlyFinish, cancel)
            || await db.EvidenceQuestions.AnyAsync(one => one.BookingId == bookingId && one.Kind == QuestionKind.Finished, cancel))
            return false;
        var now = time.GetUtcNow();
        var (equipment, kind, policy) = await evidence.Instrument(booking, cancel);
        var sessions = await evidence.SessionsOf(bookingId, cancel);
        // A use that late readings told, or that still goes on, ends nothing.
        if (sessions.Count == 0 || sessions.Any(one => one.EndedAt is null || one.IsLate))
            return false;
        var until = sessions.Max(one => one.EndedAt!.Value);
        var sensing = await evidence.Sensing(equipmentId, until, now, cancel);
        var facts = new EarlyFinishFacts(booking.EndsAt, policy.IdleMinutes, policy.EarlyFinishIsAutomatic ?? false, until, kind.UseMode, now);
        var told = new { usedUntil = until, policy.IdleMinutes, sessions = sessions.Select(one => one.Id), sensing = BookingEvidence.Told(sensing, until, now) };
        switch (EarlyFinish.Of(facts, sensing))
        {
            case EarlyFinishVerdict.Ask when kind.Automation is AutomationMode.On:
                await questions.Ask(booking, equipment, QuestionKind.Finished, told, cancel);
                return true;
            case EarlyFinishVerdict.Finish:
                db.Add(AutomaticAct.Of(booking, ActKind.EarlyFinish, kind.Automation, now, told));
                if (kind.Automation is AutomationMode.On)
                {
                    await desk.Finish(group, BookingState.Completed, BookingChange.FinishedEarly, $"Idle since {until:HH:mm} UTC.", now,
                        await evidence.Used(booking, now, cancel), cancel);
                }

                return true;
            default:
                return false;
        }
    }
}
