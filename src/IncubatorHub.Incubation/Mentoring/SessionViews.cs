using IncubatorHub.Incubation.Mentors;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Makes views of sessions that the caller sees, each with what its side may see of it: seven queries for a whole page.</summary>
internal sealed class SessionViews(HubDbContext db, SessionReach reach, CallerContext context, TimeProvider time)
{
    /// <summary>After so long without an outcome it is missing.</summary>
    public static readonly TimeSpan MissingAfter = TimeSpan.FromDays(14);

    public async Task<Outcome<SessionView>> Read(Guid id, CancellationToken cancel)
    {
        var rows = await (await reach.InSight(cancel)).AsNoTracking().Where(session => session.Id == id).ToListAsync(cancel);
        return rows.Count == 0 ? MentoringProblems.NotFound(id) : (await Of(rows, cancel))[0];
    }

    public async Task<IReadOnlyList<SessionView>> Of(IReadOnlyList<MentoringSession> sessions, CancellationToken cancel)
    {
        List<Guid> ids = [.. sessions.Select(session => session.Id)], companies = [.. sessions.Select(session => session.CompanyId)], offers = [.. sessions.Select(session => session.OfferId)];
        var hosts = (await (
            from host in db.Set<SessionHost>().AsNoTracking()
            where ids.Contains(host.SessionId)
            join mentor in db.MentorProfiles on host.MentorId equals mentor.Id
            join account in db.Accounts on host.AccountId equals account.Id
            select new { host.SessionId, host.MentorId, host.AccountId, account.DisplayName, mentor.MeetingLink }).ToListAsync(cancel)).ToLookup(one => one.SessionId);
        var along = (await (
            from attendee in db.Set<SessionAttendee>().AsNoTracking()
            where ids.Contains(attendee.SessionId)
            join account in db.Accounts on attendee.AccountId equals account.Id
            select new { attendee.SessionId, attendee.AccountId, account.DisplayName }).ToListAsync(cancel)).ToLookup(one => one.SessionId);
        List<Guid> people = [.. sessions.Select(session => session.PersonId)];
        var names = await db.Accounts.Where(account => people.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.DisplayName, cancel);
        // A mentor sees of the company its name.
        var firms = await db.Set<Company>().IgnoreQueryFilters([ScopeFilters.Name]).Where(company => companies.Contains(company.Id))
            .Select(company => new { company.Id, company.NameEn, company.NameJa }).ToDictionaryAsync(company => company.Id, cancel);
        var kinds = await db.Set<MentoringOffer>().Where(offer => offers.Contains(offer.Id)).Select(offer => new { offer.Id, offer.NameEn, offer.NameJa }).ToDictionaryAsync(offer => offer.Id, cancel);
        var reports = (await db.Set<SessionReport>().AsNoTracking().Where(report => ids.Contains(report.SessionId)).ToListAsync(cancel)).ToLookup(report => report.SessionId);
        var actions = (await db.Set<SessionAction>().AsNoTracking().Where(action => ids.Contains(action.SessionId)).OrderBy(action => action.Id).ToListAsync(cancel)).ToLookup(action => action.SessionId);
        var rooms = await db.RoomNames(sessions, cancel);
        var now = time.GetUtcNow();
        var views = new List<SessionView>();
        foreach (var session in sessions)
        {
            var (own, firm, offer) = (hosts[session.Id].ToList(), firms[session.CompanyId], kinds[session.OfferId]);
            var side = await reach.SideOf(session, own.Select(host => host.AccountId), cancel);
            var said = reports[session.Id].ToList();
            var room = session.ZoneId is { } zone ? rooms.GetValueOrDefault(zone) : default;
            var isOfHouse = side is SessionSide.Company || reach.IsStaffOf(session) || context.Caller.Scope.AllStaffRows;
            views.Add(new SessionView(
                session.Id, session.Version, session.OfferId, offer.NameEn, offer.NameJa, session.FacilityId, session.CompanyId, firm.NameEn, firm.NameJa,
                new SessionPerson(session.PersonId, names.GetValueOrDefault(session.PersonId, "")), [.. along[session.Id].Select(one => new SessionPerson(one.AccountId, one.DisplayName))],
                [.. own.Select(host => new SessionMentor(host.MentorId, host.AccountId, host.DisplayName))], session.StartsAt, session.EndsAt, session.State, session.Mode,
                session.ZoneId, room.En ?? "", room.Ja ?? "", session.Place,
                side is not null && session is { State: SessionState.Confirmed, Mode: MeetingMode.Online } ? own.Select(host => host.MeetingLink).FirstOrDefault(link => link.Length > 0) ?? "" : "",
                CommaSet.Read(session.Topics), session.Purpose, session.AcceptUntil, session.Revision, session.ReplacesId, session.SupersededById, session.EndedBySide, session.EndedAt,
                session.EndReason, side, session.Outcome, session.MinutesHeld, session.IsDisputed, session.State is SessionState.Confirmed && session.EndsAt < now - MissingAfter,
                [.. said.Select(report => report.Side).Order()], said.Find(report => report.Side == side)?.PrivateNote ?? "",
                isOfHouse ? said.Find(report => report.Side is SessionSide.Company)?.Rating : null,
                [.. actions[session.Id].Select(action => new SessionActionView(action.Id, action.Text, action.Owner, action.DueOn, action.DoneAt))]));
        }

        return views;
    }
}
