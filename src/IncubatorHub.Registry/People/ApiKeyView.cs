using System.Linq.Expressions;

namespace IncubatorHub.Registry.People;

/// <summary>An API key as the API and the console show it: never its secret.</summary>
public sealed record ApiKeyView(
    Guid Id, string Prefix, string Name, Guid? OwnerId, Guid? FacilityId, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt,
    DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt)
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<ApiKey, ApiKeyView>> Of { get; } = row => new ApiKeyView(
        row.Id, row.Prefix, row.Name, row.OwnerId, row.FacilityId, row.CreatedAt, row.ExpiresAt, row.LastUsedAt, row.RevokedAt);

    /// <summary>Keys that the caller may see and revoke: his own, the service keys of houses that he runs, all for an administrator.</summary>
    internal static IQueryable<ApiKey> InHand(HubDbContext db, Caller caller)
    {
        if (caller.MayEverywhere(Right.OperateSystem))
            return db.ApiKeys;
        var self = caller.Kind is CallerKind.Person ? caller.Id : Guid.Empty;
        List<Guid> run = [.. caller.Scope.StaffFacilityIds.Where(id => caller.MayAtFacility(Right.EditGateway, id))];
        return db.ApiKeys.Where(key => key.OwnerId == self || (key.FacilityId != null && run.Contains(key.FacilityId.Value)));
    }
}
