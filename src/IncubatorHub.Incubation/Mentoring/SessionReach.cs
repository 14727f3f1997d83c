using IncubatorHub.Incubation.Mentors;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Which sessions a caller sees, and on which side of one the caller stands.</summary>
internal sealed class SessionReach(HubDbContext db, CallerContext context, MentorReach mentors)
{
    /// <summary>
    /// Sessions of the caller's companies and of the facilities that the caller runs, as the filter on rows has it, and beside them the caller's own as a
    /// mentor, whose company is out of a mentor's sight. The query that it is part of passes no filter: it must show nothing but sessions and names.
    /// </summary>
    public async Task<IQueryable<MentoringSession>> InSight(CancellationToken cancel)
    {
        var scope = context.Caller.Scope;
        var (all, staff, companies) = (scope.AllStaffRows || scope.AllCompanies, scope.StaffFacilityIds, scope.OwnCompanyIds);
        var self = await mentors.Self(cancel) ?? Guid.Empty;
        return db.Set<MentoringSession>().IgnoreQueryFilters([ScopeFilters.Name]).Where(session =>
            all || staff.Contains(session.FacilityId) || companies.Contains(session.CompanyId)
            || db.Set<SessionHost>().Any(host => host.SessionId == session.Id && host.AccountId == self));
    }

    /// <summary>The account behind the caller; null when there is none.</summary>
    public Task<Guid?> Self(CancellationToken cancel) => mentors.Self(cancel);

    /// <summary>
    /// The caller's side; null: none, as of an auditor or of whoever operates the service, who read no private note. Who stands on both, a mentor with a
    /// company, is the mentor in his own sessions.
    /// </summary>
    public async Task<SessionSide?> SideOf(MentoringSession session, IEnumerable<Guid> hostAccounts, CancellationToken cancel)
    {
        if (await mentors.Self(cancel) is { } self && hostAccounts.Contains(self))
            return SessionSide.Mentor;
        if (context.Caller.Grants.Any(grant => grant.Scope is ScopeKind.Company && grant.ScopeId == session.CompanyId))
            return SessionSide.Company;
        return IsStaffOf(session) ? SessionSide.Mentor : null;
    }

    /// <summary>Whether the caller is of the staff that looks after the session.</summary>
    public bool IsStaffOf(MentoringSession session) => context.Caller.Grants.Any(grant => grant.Role is Role.ProgrammeOfficer
        || (grant.Role is Role.IncubationManager && grant.ScopeId == session.FacilityId));

    /// <summary>Whether the caller answers and acts for the mentors: one of them, or who manages mentoring at the house.</summary>
    public async Task<bool> MayHost(MentoringSession session, IEnumerable<Guid> hostAccounts, CancellationToken cancel) =>
        context.Caller.MayAtFacility(Right.ManageMentoring, session.FacilityId) || (await mentors.Self(cancel) is { } self && hostAccounts.Contains(self));
}
