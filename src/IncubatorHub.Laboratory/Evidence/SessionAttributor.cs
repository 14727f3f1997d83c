using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Evidence.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Usage;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>Says whose use a session was, and what follows: check-in, the qualification's last use, a case for the manager. In the caller's transaction.</summary>
internal sealed class SessionAttributor(HubDbContext db, BookingDesk desk, DoorSightings doors, ILeaseEvidence leases, TimeProvider time)
{
    /// <summary>How long before a use a card at the door still speaks of it.</summary>
    private const int DoorMinutes = 30;

    /// <summary>Whoever was at a door of the house so long before a use may still be there: a long day, and less than from one evening to the next morning's work.</summary>
    public static readonly TimeSpan LongDay = TimeSpan.FromHours(12);

    private static readonly BookingState[] MayExplain =
        [BookingState.Confirmed, BookingState.CheckedIn, BookingState.InUse, BookingState.Completed, BookingState.CutShort, BookingState.ReleasedNoShow];

    /// <summary>Judges a session anew. A correction by a person stands.</summary>
    public async Task Attribute(UsageChanged happened, CancellationToken cancel)
    {
        if (await db.UsageSessions.SingleOrDefaultAsync(one => one.Id == happened.SessionId, cancel) is not { } session)
            return;
        var row = await db.SessionAttributions.SingleOrDefaultAsync(one => one.SessionId == session.Id, cancel);
        if (session.WithdrawnAt is not null)
        {
            await Forget(session, row, cancel);
            return;
        }

        var equipment = await db.Equipment.AsNoTracking().SingleAsync(one => one.Id == session.EquipmentId, cancel);
        var kind = await db.EquipmentClasses.AsNoTracking().SingleAsync(one => one.Code == equipment.ClassCode, cancel);
        var facts = await Facts(session, equipment, cancel);
        var verdict = Attribution.Of(facts);
        if (row is not { IsCorrected: true })
        {
            if (row is null)
                db.Add(row = new SessionAttribution { FacilityId = session.FacilityId, SessionId = session.Id, EquipmentId = session.EquipmentId });
            (row.PersonId, row.BookingId, row.CompanyId) = (verdict.PersonId, verdict.Booking?.BookingId, verdict.Booking?.CompanyId);
            (row.Confidence, row.Reasons) = (verdict.Confidence, string.Join(',', verdict.Reasons));
        }

        if (happened.Change is UsageChange.Began or UsageChange.Ended && !session.IsLate && row.BookingId is { } booking)
            await Begin(booking, session, row, kind, cancel);
        if (session.EndedAt is { } ended)
        {
            await NoteUse(row, equipment, ended, cancel);
            var isHolderAbsent = !row.IsCorrected && await IsHolderAbsent(session.FacilityId, verdict, facts, cancel);
            await OpenCase(session, row, isHolderAbsent, equipment, kind, cancel);
        }
    }

    /// <summary>A person said whose use it was: whether it is still odd, and the qualification's last use. Of one that runs nothing follows yet.</summary>
    public async Task Reconsider(SessionAttribution row, CancellationToken cancel)
    {
        var session = await db.UsageSessions.AsNoTracking().SingleAsync(one => one.Id == row.SessionId, cancel);
        if (session is not { EndedAt: { } ended, WithdrawnAt: null })
            return;
        var equipment = await db.Equipment.AsNoTracking().SingleAsync(one => one.Id == row.EquipmentId, cancel);
        var kind = await db.EquipmentClasses.AsNoTracking().SingleAsync(one => one.Code == equipment.ClassCode, cancel);
        await NoteUse(row, equipment, ended, cancel);
        await OpenCase(session, row, isHolderAbsent: false, equipment, kind, cancel);
    }

    /// <summary>The qualifications that a person used it by were last used now.</summary>
    private async Task NoteUse(SessionAttribution row, Equipment equipment, DateTimeOffset ended, CancellationToken cancel)
    {
        if (row.PersonId is not { } person)
            return;
        foreach (var one in await db.Qualifications.Where(one => one.PersonId == person && one.FacilityId == equipment.FacilityId
            && one.ClassCode == equipment.ClassCode && (one.EquipmentId == null || one.EquipmentId == equipment.Id)).ToListAsync(cancel))
        {
            if (one.LastUsedAt is not { } last || last < ended)
                one.LastUsedAt = ended;
        }
    }

    private async Task<AttributionFacts> Facts(UsageSession session, Equipment equipment, CancellationToken cancel)
    {
        var until = session.EndedAt ?? session.LastSeenAt;
        var (from, to) = (session.StartedAt.AddMinutes(-Attribution.MarginMinutes), until.AddMinutes(Attribution.MarginMinutes));
        var bookings = await db.Bookings.AsNoTracking()
            .Where(one => one.EquipmentId == session.EquipmentId && one.StartsAt < to && one.EndsAt > from && MayExplain.Contains(one.State)).ToListAsync(cancel);
        var ids = bookings.ConvertAll(one => one.Id);
        var acts = await db.AutomaticActs.Where(act => ids.Contains(act.BookingId) && act.Kind == ActKind.Begin && act.Mode == AutomationMode.On)
            .Select(act => act.BookingId).ToListAsync(cancel);
        var seen = await doors.Around(equipment, session.StartedAt.AddMinutes(-DoorMinutes), until, cancel);
        var atDoor = seen.Where(one => one.At <= session.StartedAt).Select(one => one.PersonId).Distinct().ToList();
        // On since the lease began, which is before the booking by no more than a warm-up.
        var let = bookings.Count == 0 ? [] : await leases.BookingsLetRun(session.EquipmentId, bookings.Min(one => one.StartsAt).AddMinutes(-Equipment.MaxBufferMinutes), until, cancel);
        return new AttributionFacts(session.StartedAt, until, [.. bookings.Select(one => new Candidate(
            one.Id, one.PersonId, one.CompanyId, one.StartsAt, one.FinishedAt ?? (one.State is BookingState.InUse && until > one.EndsAt ? until : one.EndsAt),
            // Begun by a use is no evidence for a use; a card at the door counts once, though it checked in.
            one.CheckedInAt is not null && !acts.Contains(one.Id) && one.CheckInEvidence != BadgeRound.Badge,
            seen.Exists(other => other.PersonId == one.PersonId) || one.CheckInEvidence == BadgeRound.Badge, let.Contains(one.Id)))], atDoor);
    }

    private async Task Begin(Guid bookingId, UsageSession session, SessionAttribution row, EquipmentClass kind, CancellationToken cancel)
    {
        if (kind.Automation is AutomationMode.Off || await desk.Find(bookingId, [], cancel) is not { } group
            || group.Main.State is not (BookingState.Confirmed or BookingState.CheckedIn)
            || await db.AutomaticActs.AnyAsync(act => act.BookingId == bookingId && act.Kind == ActKind.Begin, cancel))
            return;
        db.Add(AutomaticAct.Of(group.Main, ActKind.Begin, kind.Automation, time.GetUtcNow(),
            new { session = session.Id, session.StartedAt, row.Confidence, row.Reasons }));
        if (kind.Automation is AutomationMode.On)
            await desk.Start(group, "session", session.StartedAt, cancel);
    }

    // Only of a holder whose card the house knows, and who was at none of its doors all day, can it be said.
    private async Task<bool> IsHolderAbsent(Guid facilityId, AttributionVerdict verdict, AttributionFacts facts, CancellationToken cancel) =>
        verdict.Booking is { IsCheckedIn: false, WasAtDoor: false, HadLease: false, PersonId: var holder } && facts.AtDoor.Count > 0
        && await doors.InHouse(facilityId, holder, facts.StartedAt - LongDay, facts.EndedAt, cancel) is HousePresence.NotSeen;

    private async Task OpenCase(
        UsageSession session, SessionAttribution row, bool isHolderAbsent, Equipment equipment, EquipmentClass kind, CancellationToken cancel)
    {
        var open = await db.UsageCases.SingleOrDefaultAsync(one => one.SessionId == session.Id, cancel);
        CaseKind? odd = !equipment.IsBookable ? null
            : row.BookingId is null ? CaseKind.NoBooking
            : kind.NeedsQualification && !await IsQualified(row, equipment, kind, session.StartedAt, cancel) ? CaseKind.Unqualified
            : isHolderAbsent ? CaseKind.HolderAbsent
            : null;
        if (odd is { } found && open is null)
            db.Add(new UsageCase { FacilityId = session.FacilityId, EquipmentId = session.EquipmentId, SessionId = session.Id, Kind = found });
        else if (odd is { } other && open is { State: CaseState.Open })
            open.Kind = other;
        else if (odd is null && open is { State: CaseState.Open })
            open.Close(CaseState.Dismissed, "Later readings or a correction explain it.", time.GetUtcNow(), by: null);
    }

    private async Task<bool> IsQualified(SessionAttribution row, Equipment equipment, EquipmentClass kind, DateTimeOffset at, CancellationToken cancel) =>
        (await db.Qualifications.AsNoTracking().Where(one => one.PersonId == row.PersonId && one.FacilityId == equipment.FacilityId && one.ClassCode == kind.Code
            && (one.EquipmentId == null || one.EquipmentId == equipment.Id)).ToListAsync(cancel)).Exists(one => one.IsValidAt(at, kind.DisuseMonths));

    private async Task Forget(UsageSession session, SessionAttribution? row, CancellationToken cancel)
    {
        if (row is { IsCorrected: false })
            (row.PersonId, row.BookingId, row.CompanyId, row.Confidence, row.Reasons) = (null, null, null, 0, "");
        if (await db.UsageCases.SingleOrDefaultAsync(one => one.SessionId == session.Id && one.State == CaseState.Open, cancel) is { } open)
            open.Close(CaseState.Dismissed, "Late readings showed that there was no such use.", time.GetUtcNow(), by: null);
    }
}

/// <summary>Hears of uses after they are stored.</summary>
internal sealed class AttributeSession(SessionAttributor attributor) : IHandle<UsageChanged>
{
    public Task Handle(UsageChanged happened, CancellationToken cancel) => attributor.Attribute(happened, cancel);
}
