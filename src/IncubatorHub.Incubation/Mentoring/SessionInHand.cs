namespace IncubatorHub.Incubation.Mentoring;

/// <summary>A session with its people, tracked, once those who could change it at the same time are waiting.</summary>
internal sealed record HeldSession(MentoringSession Session, IReadOnlyList<SessionHost> Hosts, IReadOnlyList<SessionAttendee> Attendees, IReadOnlyList<HostOccupancy> Occupancies, SessionRoom? Room)
{
    public IEnumerable<Guid> HostAccounts => Hosts.Select(host => host.AccountId);
}

/// <summary>Takes a session in hand for a change.</summary>
internal sealed class SessionInHand(HubDbContext db, SessionReach reach)
{
    /// <summary>The session, if the caller sees it in this version and it is in one of these states.</summary>
    public async Task<Outcome<HeldSession>> Take(Guid id, Guid? seenVersion, SessionState[] states, CancellationToken cancel)
    {
        if (await Find(await reach.InSight(cancel), id, cancel) is not { } held)
            return MentoringProblems.NotFound(id);
        if (held.Session.RefuseUnlessSeen(seenVersion) is { } stale)
            return stale;
        return states.Contains(held.Session.State) ? held : MentoringProblems.WrongState(held.Session.State, states);
    }

    /// <summary>The same for the hub itself.</summary>
    public Task<HeldSession?> Find(Guid id, CancellationToken cancel) => Find(db.MentoringSessions, id, cancel);

    private async Task<HeldSession?> Find(IQueryable<MentoringSession> sessions, Guid id, CancellationToken cancel)
    {
        var hosts = await db.Set<SessionHost>().AsNoTracking().Where(host => host.SessionId == id).ToListAsync(cancel);
        if (await sessions.AsNoTracking().Where(one => one.Id == id).Select(one => (Guid?)one.CompanyId).SingleOrDefaultAsync(cancel) is not { } companyId)
            return null;
        await db.TakeMentoringTurns(companyId, hosts.Select(host => host.MentorId), cancel);
        return new HeldSession(
            await sessions.SingleAsync(one => one.Id == id, cancel), hosts,
            await db.Set<SessionAttendee>().AsNoTracking().Where(one => one.SessionId == id).ToListAsync(cancel),
            await db.HostOccupancies.Where(one => one.SessionId == id).ToListAsync(cancel),
            // A mentor is of no house.
            await db.Set<SessionRoom>().IgnoreQueryFilters([ScopeFilters.Name]).SingleOrDefaultAsync(one => one.SessionId == id, cancel));
    }
}
