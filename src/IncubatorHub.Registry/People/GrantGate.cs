namespace IncubatorHub.Registry.People;

/// <summary>Judges a role that is asked for: its scope makes sense and is there for the caller, who may hand it on.</summary>
internal static class GrantGate
{
    public static async Task<Problem?> Refuse(HubDbContext db, Caller caller, GrantFields fields, CancellationToken cancel)
    {
        var grant = fields.ToGrant();
        if ((grant.Scope is ScopeKind.Programme) != (fields.ScopeId is null))
            return PeopleProblems.GrantScope;
        // First whether it is there: a company out of sight and one that never was answer alike.
        if (!await TenancyReach.Exists(db, grant, cancel))
            return CommonProblems.NotFound(grant.Scope is ScopeKind.Facility ? "facility" : "company", grant.ScopeId);
        return Delegation.MayAppoint(caller, grant) ? null : PeopleProblems.GrantTooHigh;
    }
}
