namespace IncubatorHub.Registry.Webhooks;

/// <summary>Which subscriptions a caller may see and change: those of houses that it runs, of its own company, all for an administrator.</summary>
internal static class WebhooksInHand
{
    public static IQueryable<WebhookSubscription> Of(HubDbContext db, Caller caller)
    {
        if (caller.MayEverywhere(Right.EditWebhook))
            return db.WebhookSubscriptions;
        var (houses, companies) = (Held(caller, ScopeKind.Facility), Held(caller, ScopeKind.Company));
        return db.WebhookSubscriptions.Where(one =>
            (one.Scope == ScopeKind.Facility && houses.Contains(one.ScopeId)) || (one.Scope == ScopeKind.Company && companies.Contains(one.ScopeId)));
    }

    /// <summary>
    /// Whether the caller may tell of that scope. A manager may not for a company that he knows: it would tell him of what that company does in other
    /// houses.
    /// </summary>
    public static bool May(Caller caller, ScopeKind scope, Guid scopeId) =>
        caller.MayEverywhere(Right.EditWebhook) || Held(caller, scope).Contains(scopeId);

    /// <summary>The subscription for a change, or why not.</summary>
    public static async Task<Outcome<WebhookSubscription>> Take(HubDbContext db, Caller caller, Guid id, Guid? seenVersion, CancellationToken cancel)
    {
        if (await Of(db, caller).SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } found)
            return WebhookProblems.NotFound(id);
        if (found.RetiredAt is not null)
            return CommonProblems.Retired("webhook");
        return found.RefuseUnlessSeen(seenVersion) is { } stale ? stale : found;
    }

    private static List<Guid> Held(Caller caller, ScopeKind scope) =>
        [.. caller.Grants.Where(grant => grant.Scope == scope && RoleRights.Brings(grant.Role, Right.EditWebhook)).Select(grant => grant.ScopeId)];
}
