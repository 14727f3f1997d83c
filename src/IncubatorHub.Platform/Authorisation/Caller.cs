namespace IncubatorHub.Platform.Authorisation;

/// <summary>What kind of principal acts.</summary>
public enum CallerKind
{
    /// <summary>Nobody signed in.</summary>
    Anonymous,

    /// <summary>A person at the console.</summary>
    Person,

    /// <summary>A program with an API key; it acts with the grants of its key.</summary>
    ApiKey,

    /// <summary>An edge gateway.</summary>
    Gateway,

    /// <summary>The hub itself: jobs, ingest, event handlers.</summary>
    System,
}

/// <summary>Who asks, with what grants, and which rows that lets them see. Immutable; made anew for each run.</summary>
public sealed record Caller(CallerKind Kind, Guid Id, string Name, IReadOnlyList<Grant> Grants, DataScope Scope)
{
    /// <summary>Nobody.</summary>
    public static Caller Anonymous { get; } = new(CallerKind.Anonymous, Guid.Empty, "anonymous", [], DataScope.Nothing);

    /// <summary>The hub itself: sees and may do everything. Never given to a request from outside.</summary>
    public static Caller System { get; } =
        new(CallerKind.System, Guid.Empty, "system", [Grant.Everywhere(Role.SystemAdministrator)], DataScope.Everything);

    /// <summary>Whether any grant brings the right in any scope. The use case still has to ask for the scope it touches.</summary>
    public bool MaySomewhere(Right right) => right switch
    {
        Right.Public => true,
        Right.SignedIn => Kind is not CallerKind.Anonymous,
        _ => Grants.Any(grant => RoleRights.Brings(grant.Role, right)),
    };

    /// <summary>Whether the caller holds the right over the whole programme.</summary>
    public bool MayEverywhere(Right right) =>
        Grants.Any(grant => grant.Scope is ScopeKind.Programme && RoleRights.Brings(grant.Role, right));

    /// <summary>Whether the caller holds the right at this facility.</summary>
    public bool MayAtFacility(Right right, Guid facilityId) => Grants.Any(grant => RoleRights.Brings(grant.Role, right)
        && (grant.Scope is ScopeKind.Programme || (grant.Scope is ScopeKind.Facility && grant.ScopeId == facilityId)));

    /// <summary>Whether the caller holds the right within this company; a manager does for companies known at a managed facility.</summary>
    public bool MayInCompany(Right right, Guid companyId) => Grants.Any(grant => RoleRights.Brings(grant.Role, right)
        && (grant.Scope is ScopeKind.Programme
            || (grant.Scope is ScopeKind.Company && grant.ScopeId == companyId)
            || (grant.Scope is ScopeKind.Facility && Scope.KnownCompanyIds.Contains(companyId))));

    /// <summary>Whether the caller holds the role anywhere.</summary>
    public bool Is(Role role) => Grants.Any(grant => grant.Role == role);
}
