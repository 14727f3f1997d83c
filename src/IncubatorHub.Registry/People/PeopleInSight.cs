namespace IncubatorHub.Registry.People;

/// <summary>
/// Which people, and which of their grants, a caller may know of: all for those who read the whole programme; for a manager those of his houses
/// and of the companies there; for a tenant admin those of its company; and oneself. Whoever is out of sight does not exist.
/// </summary>
internal static class PeopleInSight
{
    public static IQueryable<Account> Of(HubDbContext db, Caller caller)
    {
        if (caller.MayEverywhere(Right.ReadPeople))
            return db.Accounts;
        var self = SelfOf(caller);
        var nearby = GrantsOf(db, caller).Select(grant => grant.AccountId);
        return db.Accounts.Where(account => account.Id == self || nearby.Contains(account.Id));
    }

    public static IQueryable<RoleGrant> GrantsOf(HubDbContext db, Caller caller)
    {
        if (caller.MayEverywhere(Right.ReadPeople))
            return db.RoleGrants;
        var self = SelfOf(caller);
        List<Guid> run = [.. caller.Scope.StaffFacilityIds.Where(id => caller.MayAtFacility(Right.ReadPeople, id))];
        var companies = CompaniesOf(caller);
        return db.RoleGrants.Where(grant => grant.AccountId == self
            || (grant.Scope == ScopeKind.Facility && run.Contains(grant.ScopeId))
            || (grant.Scope == ScopeKind.Company && companies.Contains(grant.ScopeId)));
    }

    /// <summary>Companies whose people the caller may see.</summary>
    public static List<Guid> CompaniesOf(Caller caller) =>
        [.. caller.Scope.OwnCompanyIds.Union(caller.Scope.KnownCompanyIds).Where(id => caller.MayInCompany(Right.ReadCompanyPeople, id))];

    private static Guid SelfOf(Caller caller) => caller.Kind is CallerKind.Person ? caller.Id : Guid.Empty;
}
