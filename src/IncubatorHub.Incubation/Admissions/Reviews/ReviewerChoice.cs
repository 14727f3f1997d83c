using IncubatorHub.Registry.People;

namespace IncubatorHub.Incubation.Admissions.Reviews;

/// <summary>Who may be asked to review at a facility.</summary>
internal sealed class ReviewerChoice(HubDbContext db)
{
    private static readonly Role[] Everywhere =
        [.. Enum.GetValues<Role>().Where(role => role is not Role.SystemAdministrator && Grant.ScopeOf(role) is ScopeKind.Programme && RoleRights.Brings(role, Right.ReviewApplications))];

    private static readonly Role[] AtFacility = [.. Enum.GetValues<Role>().Where(role => Grant.ScopeOf(role) is ScopeKind.Facility && RoleRights.Brings(role, Right.ReviewApplications))];

    /// <summary>People who can sign in and whose role reviews: managers of the house, officers, mentors.</summary>
    public IQueryable<Account> At(Guid facilityId)
    {
        var grants = db.Set<RoleGrant>();
        return db.Accounts.AsNoTracking().Where(account => account.RetiredAt == null && account.LockedAt == null && grants.Any(grant => grant.AccountId == account.Id
            && (Everywhere.Contains(grant.Role) || (AtFacility.Contains(grant.Role) && grant.ScopeId == facilityId))));
    }
}
