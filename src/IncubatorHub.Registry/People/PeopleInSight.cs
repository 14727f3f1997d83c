using System.Linq.Expressions;

namespace IncubatorHub.Registry.People;

/// <summary>
/// Which people a caller may know of: everybody for those who read the whole programme; for a manager those who run his houses and those of
/// the companies there; for a tenant admin those of its company; and oneself. Whoever is out of sight does not exist.
/// </summary>
internal static class PeopleInSight
{
    public static IQueryable<Account> Of(HubDbContext db, Caller caller)
    {
        if (caller.MayEverywhere(Right.ReadPeople))
            return db.Accounts;
        var self = caller.Kind is CallerKind.Person ? caller.Id : Guid.Empty;
        List<Guid> run = [.. caller.Scope.StaffFacilityIds.Where(id => caller.MayAtFacility(Right.ReadPeople, id))];
        List<Guid> companies = [.. caller.Scope.OwnCompanyIds.Union(caller.Scope.KnownCompanyIds).Where(id => caller.MayInCompany(Right.ReadCompanyPeople, id))];
        Expression<Func<RoleGrant, bool>> near = grant =>
            (grant.Scope == ScopeKind.Facility && run.Contains(grant.ScopeId)) || (grant.Scope == ScopeKind.Company && companies.Contains(grant.ScopeId));
        var nearby = db.RoleGrants.Where(near).Select(grant => grant.AccountId);
        return db.Accounts.Where(account => account.Id == self || nearby.Contains(account.Id));
    }
}
