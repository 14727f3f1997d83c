using IncubatorHub.Incubation.Mentoring.Rules;
using IncubatorHub.Incubation.Mentors;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>
/// Where every change of a session is made, by use case and job alike, within the transaction that the caller has open: state, the mentors' time, the
/// room, revision and the event keep step here and nowhere else. It judges nothing: ask the office first. Each act returns null or a problem; after a problem the
/// transaction must not be committed.
/// </summary>
internal sealed class SessionDesk(HubDbContext db, EventOutbox outbox, TimeProvider time)
{
    /// <summary>Puts a new session into the mentors' time and saves; <c>session.host-busy</c> when somebody was faster.</summary>
    public Task<Problem?> Place(
        MentoringSession session, IReadOnlyList<MentorProfile> hosts, IEnumerable<Guid> attendees, OfferTerms terms, SessionChange change, CancellationToken cancel)
    {
        var blocked = terms.Blocked(new TimeRange(session.StartsAt, session.EndsAt));
        db.Add(session);
        foreach (var host in hosts)
        {
            db.Add(new SessionHost { SessionId = session.Id, MentorId = host.Id, AccountId = host.AccountId });
            db.Add(new HostOccupancy { SessionId = session.Id, MentorId = host.Id, From = blocked.From, Until = blocked.Until, StartsAt = session.StartsAt });
        }

        if (session.ZoneId is { } zone)
            db.Add(new SessionRoom { SessionId = session.Id, FacilityId = session.FacilityId, ZoneId = zone, From = session.StartsAt, Until = session.EndsAt });
        db.AddRange(attendees.Select(account => new SessionAttendee { SessionId = session.Id, AccountId = account }));
        return Publish(session, change, cancel);
    }

    /// <summary>A host said yes.</summary>
    public Task<Problem?> Confirm(HeldSession held, CancellationToken cancel)
    {
        (held.Session.State, held.Session.AcceptUntil, held.Session.ConfirmedAt) = (SessionState.Confirmed, null, time.GetUtcNow());
        held.Session.Revision++;
        return Publish(held.Session, SessionChange.Confirmed, cancel);
    }

    /// <summary>It does not take place: Declined, Expired, Withdrawn or Cancelled. The mentors' time is free again.</summary>
    public Task<Problem?> End(HeldSession held, SessionState state, SessionChange change, Guid? byId, SessionSide? side, string reason, CancellationToken cancel)
    {
        Close(held, state, byId, side, reason);
        return Publish(held.Session, change, cancel);
    }

    /// <summary>Another takes its place. It gives its time up first, so that the new one may have part of it.</summary>
    public async Task<Problem?> Supersede(
        HeldSession old, MentoringSession by, IReadOnlyList<MentorProfile> hosts, OfferTerms terms, Guid? byId, SessionSide side, string reason, CancellationToken cancel)
    {
        Close(old, SessionState.Superseded, byId, side, reason);
        // One entry in calendars, whose sequence goes on.
        by.Revision = old.Session.Revision + 1;
        // EF would insert before it deletes, and the guard looks at each statement.
        await db.SaveChangesAsync(cancel);
        if (await Place(by, hosts, old.Attendees.Select(one => one.AccountId), terms, by.State is SessionState.Requested ? SessionChange.Requested : SessionChange.Confirmed, cancel) is { } refused)
            return refused;
        old.Session.SupersededById = by.Id;
        return await Publish(old.Session, SessionChange.Moved, cancel);
    }

    /// <summary>Somebody said how it was.</summary>
    public Task<Problem?> Conclude(MentoringSession session, (SessionOutcome Outcome, int Minutes, bool IsDisputed) truth, CancellationToken cancel)
    {
        var isNews = session.State is not SessionState.Concluded || session.Outcome != truth.Outcome || session.MinutesHeld != truth.Minutes;
        session.State = SessionState.Concluded;
        (session.Outcome, session.MinutesHeld, session.IsDisputed) = (truth.Outcome, truth.Minutes, truth.IsDisputed);
        if (!isNews)
            return Save(cancel);
        session.Revision++;
        return Publish(session, SessionChange.Concluded, cancel);
    }

    private void Close(HeldSession held, SessionState state, Guid? byId, SessionSide? side, string reason)
    {
        var session = held.Session;
        (session.State, session.AcceptUntil) = (state, null);
        (session.EndedById, session.EndedBySide, session.EndedAt, session.EndReason) = (byId, side, time.GetUtcNow(), reason);
        session.Revision++;
        db.RemoveRange(held.Occupancies);
        if (held.Room is { } room)
            db.Remove(room);
    }

    private Task<Problem?> Publish(MentoringSession session, SessionChange change, CancellationToken cancel)
    {
        outbox.Publish(new SessionChanged(session.Id, session.FacilityId, session.CompanyId, change, session.Revision));
        return Save(cancel);
    }

    // A guard that was hit rolls back to before this save, not the whole transaction: whoever asked may still look for other times.
    private async Task<Problem?> Save(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return null;
        }
        catch (DbUpdateException exception) when (HostOccupancyGuard.WasHit(exception))
        {
            return MentoringProblems.HostBusy;
        }
        catch (DbUpdateException exception) when (SessionRoomGuard.WasHit(exception))
        {
            return MentoringProblems.RoomBusy;
        }
    }
}
