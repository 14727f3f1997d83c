using System.Linq.Expressions;

namespace IncubatorHub.Registry.People;

/// <summary>A person as the API and the console show it. Grants in scopes that the reader cannot see are left out.</summary>
public sealed record PersonView(
    Guid Id, Guid Version, string Email, string DisplayName, string Language, bool HasTotp, DateTimeOffset CreatedAt, DateTimeOffset? LastSignInAt,
    DateTimeOffset? LockedAt, DateTimeOffset? LockedOutUntil, DateTimeOffset? RetiredAt, bool IsDemo) : IVersioned
{
    /// <summary>Roles within scopes.</summary>
    public IReadOnlyList<HeldGrantView> Grants { get; init; } = [];

    /// <summary>The view of a row, as a query; grants are added to a whole page at once.</summary>
    public static Expression<Func<Account, PersonView>> Of { get; } = row => new PersonView(
        row.Id, row.Version, row.Email, row.DisplayName, row.Language, row.TotpSince != null, row.CreatedAt, row.LastSignInAt,
        row.LockedAt, row.LockedOutUntil, row.RetiredAt, row.IsDemo);

    private static readonly Func<Account, PersonView> Compiled = Of.Compile();
    private static readonly Func<RoleGrant, HeldGrantView> GrantOf = HeldGrantView.Of.Compile();

    /// <summary>The same people with their grants, in one query.</summary>
    internal static async Task<IReadOnlyList<PersonView>> WithGrants(
        HubDbContext db, Caller caller, IReadOnlyList<PersonView> people, CancellationToken cancel)
    {
        List<Guid> ids = [.. people.Select(person => person.Id)];
        var rows = await PeopleInSight.GrantsOf(db, caller).AsNoTracking()
            .Where(grant => grant.AccountId != null && ids.Contains(grant.AccountId.Value)).OrderBy(grant => grant.Id).ToListAsync(cancel);
        var byPerson = rows.ToLookup(row => row.AccountId!.Value, GrantOf);
        return [.. people.Select(person => person with { Grants = [.. byPerson[person.Id]] })];
    }

    /// <summary>The view of a row in memory, with its grants.</summary>
    internal static async Task<PersonView> From(HubDbContext db, Caller caller, Account row, CancellationToken cancel) =>
        (await WithGrants(db, caller, [Compiled(row)], cancel))[0];
}
