namespace IncubatorHub.Registry.People;

/// <summary>A role within a scope, as the API takes and shows it.</summary>
/// <param name="Role">The role.</param>
/// <param name="Scope">Where it holds; follows from the role.</param>
/// <param name="ScopeId">The facility or company; null for the programme.</param>
public sealed record GrantView(Role Role, ScopeKind Scope, Guid? ScopeId)
{
    public static GrantView From(Grant grant) => new(grant.Role, grant.Scope, grant.Scope is ScopeKind.Programme ? null : grant.ScopeId);
}
