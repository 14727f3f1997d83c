namespace IncubatorHub.Registry.People;

/// <summary>Who may hand on what. Pure.</summary>
internal static class Delegation
{
    private static readonly Right[] AllRights = Enum.GetValues<Right>();

    /// <summary>Whether the held grants bring, in the scope of <paramref name="wanted"/>, every right that it would bring. Keys are held to this.</summary>
    public static bool Covers(IReadOnlyList<Grant> held, Grant wanted) => AllRights
        .Where(right => RoleRights.Brings(wanted.Role, right))
        .All(right => held.Any(grant => RoleRights.Brings(grant.Role, right)
            && (grant.Scope is ScopeKind.Programme || (grant.Scope == wanted.Scope && grant.ScopeId == wanted.ScopeId))));

    /// <summary>
    /// Whether the caller may give people this role, or take it. An administrator any; an officer those of facilities, companies and mentors and
    /// his own; a manager and a tenant admin those of a company that they answer for.
    /// </summary>
    public static bool MayAppoint(Caller caller, Grant wanted)
    {
        if (wanted.Scope != Grant.ScopeOf(wanted.Role) || (wanted.Scope is ScopeKind.Programme) != (wanted.ScopeId == Guid.Empty))
            return false;
        return wanted.Role switch
        {
            Role.SystemAdministrator or Role.Auditor => caller.Is(Role.SystemAdministrator),
            Role.ProgrammeOfficer or Role.IncubationManager or Role.Mentor => caller.MayEverywhere(Right.EditPeople),
            Role.TenantAdmin or Role.TenantMember => caller.MayEverywhere(Right.EditPeople) || caller.MayInCompany(Right.EditCompanyPeople, wanted.ScopeId),
            _ => false,
        };
    }
}
