using System.Security.Claims;

namespace IncubatorHub.Registry.People;

/// <summary>
/// Resolves a signed-in principal anew for each run, so that a lock, a revoked key or a lost role counts at once: one query for an account with its
/// grants (two for a key), and at most two for the reach of tenancies.
/// </summary>
internal sealed class AccountCallerDirectory(IServiceScopeFactory scopes, TimeProvider time) : ICallerDirectory
{
    public async ValueTask<Caller> Find(ClaimsPrincipal principal, CancellationToken cancel)
    {
        if (principal.Identity is not { IsAuthenticated: true })
            return Caller.Anonymous;
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerContext>().Caller = Caller.System;
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        // Once for all of its queries.
        await db.Database.OpenConnectionAsync(cancel);
        if (SessionClaims.ApiKeyOf(principal) is { } keyId)
            return await OfApiKey(db, keyId, cancel);
        return SessionClaims.AccountOf(principal) is { } accountId
            ? await OfAccount(db, accountId, SessionClaims.StampOf(principal), cancel)
            : Caller.Anonymous;
    }

    private static async Task<Caller> OfAccount(HubDbContext db, Guid id, string? stamp, CancellationToken cancel)
    {
        var rows = await (
            from account in db.Accounts.AsNoTracking()
            where account.Id == id
            join grant in db.RoleGrants on account.Id equals grant.AccountId into held
            from grant in held.DefaultIfEmpty()
            select new { Account = account, Grant = grant }).ToListAsync(cancel);
        if (rows is not [{ Account: { IsActive: true } found }, ..] || found.SecurityStamp != stamp)
            return Caller.Anonymous;
        return await OfAccount(db, found, [.. rows.Select(row => row.Grant).OfType<RoleGrant>().Select(row => row.Grant)], cancel);
    }

    /// <summary>The caller that this account is now, whoever asks in its name.</summary>
    internal static async Task<Caller> OfAccount(HubDbContext db, Account account, CancellationToken cancel) =>
        await OfAccount(db, account, await GrantsOfAccount(db, account.Id, cancel), cancel);

    private static async Task<Caller> OfAccount(HubDbContext db, Account account, List<Grant> grants, CancellationToken cancel) =>
        new(CallerKind.Person, account.Id, account.DisplayName, grants, await ScopeOf(db, grants, cancel));

    private async Task<Caller> OfApiKey(HubDbContext db, Guid id, CancellationToken cancel)
    {
        var found = await (
            from key in db.ApiKeys.AsNoTracking()
            where key.Id == id
            join account in db.Accounts on key.OwnerId equals account.Id into owners
            from owner in owners.DefaultIfEmpty()
            select new { Key = key, Owner = owner }).SingleOrDefaultAsync(cancel);
        if (found is null || !found.Key.IsGood(time.GetUtcNow()) || found.Owner is { IsActive: false })
            return Caller.Anonymous;
        var rows = await db.RoleGrants.AsNoTracking().Where(grant => grant.ApiKeyId == id).ToListAsync(cancel);
        List<Grant> grants = [.. rows.Select(row => row.Grant)];
        if (found.Key.OwnerId is { } ownerId)
        {
            // A personal key never does what its owner may no longer do.
            var held = await GrantsOfAccount(db, ownerId, cancel);
            grants.RemoveAll(grant => !Delegation.Covers(held, grant));
        }

        return new Caller(CallerKind.ApiKey, id, found.Key.Name, grants, await ScopeOf(db, grants, cancel));
    }

    private static async Task<List<Grant>> GrantsOfAccount(HubDbContext db, Guid id, CancellationToken cancel)
    {
        var rows = await db.RoleGrants.AsNoTracking().Where(grant => grant.AccountId == id).ToListAsync(cancel);
        return [.. rows.Select(row => row.Grant)];
    }

    private static async Task<DataScope> ScopeOf(HubDbContext db, List<Grant> grants, CancellationToken cancel)
    {
        if (grants.Exists(grant => grant.Role is Role.SystemAdministrator or Role.ProgrammeOfficer or Role.Auditor))
            return DataScope.Everything;
        List<Guid> run = [.. grants.Where(grant => grant.Scope is ScopeKind.Facility).Select(grant => grant.ScopeId).Distinct()];
        List<Guid> own = [.. grants.Where(grant => grant.Scope is ScopeKind.Company).Select(grant => grant.ScopeId).Distinct()];
        var known = run.Count == 0 ? [] : await TenancyReach.CompaniesAt(db, run, cancel);
        var houses = own.Count == 0 ? [] : await TenancyReach.FacilitiesOf(db, own, cancel);
        var start = grants.Exists(grant => grant.Role is Role.Mentor) ? DataScope.EveryHouse : DataScope.Nothing;
        return start with { StaffFacilityIds = run, HouseFacilityIds = [.. run.Union(houses)], OwnCompanyIds = own, KnownCompanyIds = known };
    }
}
