using System.Linq.Expressions;

namespace IncubatorHub.Registry.People;

/// <summary>An invitation as the API and the console show it.</summary>
public sealed record InvitationView(
    Guid Id, Guid Version, string Email, string DisplayName, string Language, Role Role, ScopeKind Scope, Guid? ScopeId,
    InvitationState State, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt) : IVersioned
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<Invitation, InvitationView>> Of { get; } = row => new InvitationView(
        row.Id, row.Version, row.Email, row.DisplayName, row.Language, row.Role, row.Scope, row.Scope == ScopeKind.Programme ? null : row.ScopeId,
        row.State, row.CreatedAt, row.ExpiresAt);

    private static readonly Func<Invitation, InvitationView> Compiled = Of.Compile();

    /// <summary>The view of a row in memory.</summary>
    public static InvitationView From(Invitation row) => Compiled(row);

    /// <summary>Invitations that the caller may know of: into scopes whose people he sees.</summary>
    internal static IQueryable<Invitation> InSight(HubDbContext db, Caller caller)
    {
        if (caller.MayEverywhere(Right.ReadPeople))
            return db.Set<Invitation>();
        var companies = PeopleInSight.CompaniesOf(caller);
        return db.Set<Invitation>().Where(invitation => invitation.Scope == ScopeKind.Company && companies.Contains(invitation.ScopeId));
    }
}
