using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;

namespace IncubatorHub.Registry.People;

/// <summary>A role within a scope, as the API shows it.</summary>
/// <param name="Role">The role.</param>
/// <param name="Scope">Where it holds; follows from the role.</param>
/// <param name="ScopeId">The facility or company; null for the programme.</param>
public sealed record GrantView(Role Role, ScopeKind Scope, Guid? ScopeId)
{
    public static GrantView From(Grant grant) => new(grant.Role, grant.Scope, grant.Scope is ScopeKind.Programme ? null : grant.ScopeId);
}

/// <summary>A person's role with the id by which it is taken away.</summary>
public sealed record HeldGrantView(Guid Id, Role Role, ScopeKind Scope, Guid? ScopeId)
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<RoleGrant, HeldGrantView>> Of { get; } = row =>
        new HeldGrantView(row.Id, row.Role, row.Scope, row.Scope == ScopeKind.Programme ? null : row.ScopeId);
}

/// <summary>A role as it is asked for; its kind of scope follows from it.</summary>
public record GrantFields
{
    [Required]
    public required Role Role { get; init; }

    /// <summary>The facility of a manager, the company of a tenant; null for the other roles.</summary>
    public Guid? ScopeId { get; init; }

    internal Grant ToGrant() => new(Role, Grant.ScopeOf(Role), ScopeId ?? Guid.Empty);
}
