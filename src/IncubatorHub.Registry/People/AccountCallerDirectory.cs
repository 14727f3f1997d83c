using System.Security.Claims;

namespace IncubatorHub.Registry.People;

/// <summary>
/// Resolves a signed-in principal anew for each run, so that a lock, a revoked key or a lost role counts at once: one query for the account or
/// key, one for its grants, and at most two for the reach of tenancies.
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
        if (SessionClaims.ApiKeyOf(principal) is { } keyId)
            return await OfApiKey(db, keyId, cancel);
        return SessionClaims.AccountOf(principal) is { } accountId
            ? await OfAccount(db, accountId, SessionClaims.StampOf(principal), cancel)
            : Caller.Anonymous;
    }

    private static async Task<Caller> OfAccount(HubDbContext db, Guid id, string? stamp, CancellationToken cancel)
    {
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel);
        return account is { IsActive: true } && account.SecurityStamp == stamp ? await OfAccount(db, account, cancel) : Caller.Anonymous;
    }

    /// <summary>The caller that this account is now, whoever asks in its name.</summary>
    internal static async Task<Caller> OfAccount(HubDbContext db, Account account, CancellationToken cancel)
    {
        var grants = await GrantsOfAccount(db, account.Id, cancel);
        return new Caller(CallerKind.Person, account.Id, account.DisplayName, grants, await ScopeOf(db, grants, cancel));
    }

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
