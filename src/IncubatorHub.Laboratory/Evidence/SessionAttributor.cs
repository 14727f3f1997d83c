using IncubatorHub.Laboratory.Access;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Evidence.Rules;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.Usage;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>Says whose use a session was, and what follows: check-in, the qualification's last use, a case for the manager. In the caller's transaction.</summary>
internal sealed class SessionAttributor(HubDbContext db, BookingDesk desk, DoorSightings doors, TimeProvider time)
{
    /// <summary>How long before a use a card at the door still speaks of it.</summary>
    private static readonly TimeSpan AtDoor = TimeSpan.FromMinutes(30);

    /// <summary>Whoever came in within this time may still be there.</summary>
    private static readonly TimeSpan LongestDay = TimeSpan.FromHours(12);

    /// <summary>How a booking says that its own use began it.</summary>
    private const string SessionEvidence = "session";

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
        var seen = await Seen(session, equipment, cancel);
        var facts = await Facts(session, seen, cancel);
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
            var isHolderAbsent = !row.IsCorrected && await IsHolderAbsent(verdict, facts, seen, session.FacilityId, cancel);
            await OpenCase(session, row, isHolderAbsent, equipment, kind, cancel);
        }
    }

    /// <summary>The qualifications that a person used it by were last used now.</summary>
    public async Task NoteUse(SessionAttribution row, Equipment equipment, DateTimeOffset ended, CancellationToken cancel)
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

    // Who went through the doors of the instrument's zone, from long before the use to its end.
    private async Task<List<Sighting>> Seen(UsageSession session, Equipment equipment, CancellationToken cancel) => equipment.ZoneId is { } zone
        ? (await doors.InHouse(equipment.FacilityId, session.StartedAt - LongestDay, session.EndedAt ?? session.LastSeenAt, cancel)).FindAll(one => one.Touches(zone))
        : [];

    private async Task<AttributionFacts> Facts(UsageSession session, List<Sighting> seen, CancellationToken cancel)
    {
        var until = session.EndedAt ?? session.LastSeenAt;
        var (from, to) = (session.StartedAt.AddMinutes(-Attribution.MarginMinutes), until.AddMinutes(Attribution.MarginMinutes));
        var bookings = await db.Bookings.AsNoTracking()
            .Where(one => one.EquipmentId == session.EquipmentId && one.StartsAt < to && one.EndsAt > from && MayExplain.Contains(one.State)).ToListAsync(cancel);
        var near = seen.FindAll(one => one.At >= session.StartedAt - AtDoor);
        return new AttributionFacts(session.StartedAt, until, [.. bookings.Select(one => Of(one, until, near.Exists(other => other.PersonId == one.PersonId)))],
            [.. near.Where(one => one.At <= session.StartedAt).Select(one => one.PersonId).Distinct()]);
    }

    private static Candidate Of(Booking one, DateTimeOffset until, bool wasAtDoor)
    {
        var end = one.FinishedAt ?? (one.State is BookingState.InUse && until > one.EndsAt ? until : one.EndsAt);
        // Begun by a use is no evidence for a use, and one card at the door counts once.
        var isSeenOtherwise = one.CheckedInAt is not null && one.CheckInEvidence is not SessionEvidence && !(wasAtDoor && one.CheckInEvidence is BadgeRound.Badge);
        return new Candidate(one.Id, one.PersonId, one.CompanyId, one.StartsAt, end, isSeenOtherwise, wasAtDoor, one.CheckInEvidence.StartsWith("interlock", StringComparison.Ordinal));
    }

    // Only of a holder whose card the doors know, and who has not been seen there all day, can it be said.
    private async Task<bool> IsHolderAbsent(AttributionVerdict verdict, AttributionFacts facts, List<Sighting> seen, Guid facilityId, CancellationToken cancel) =>
        verdict.Booking is { IsCheckedIn: false, HadLease: false, PersonId: var holder } && facts.AtDoor.Count > 0 && !seen.Exists(one => one.PersonId == holder)
        && await db.AccessCards.AnyAsync(card => card.FacilityId == facilityId && card.PersonId == holder && card.Status == CardStatus.Active, cancel);

    private async Task Begin(Guid bookingId, UsageSession session, SessionAttribution row, EquipmentClass kind, CancellationToken cancel)
    {
        if (kind.Automation is AutomationMode.Off || await desk.Find(bookingId, [], cancel) is not { } group
            || group.Main.State is not (BookingState.Confirmed or BookingState.CheckedIn)
            || await db.AutomaticActs.AnyAsync(act => act.BookingId == bookingId && act.Kind == ActKind.Begin, cancel))
            return;
        db.Add(AutomaticAct.Of(group.Main, ActKind.Begin, kind.Automation, time.GetUtcNow(),
            new { session = session.Id, session.StartedAt, row.Confidence, row.Reasons }));
        if (kind.Automation is AutomationMode.On)
            await desk.Start(group, SessionEvidence, session.StartedAt, cancel);
    }

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
