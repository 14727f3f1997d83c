namespace IncubatorHub.Devices.Gateways;

/// <summary>Loads a gateway for a change, or says why not. Every writing use case of the module begins here.</summary>
internal static class GatewayLookup
{
    /// <summary>The gateway, when the caller sees it and runs its facility.</summary>
    public static async Task<(Gateway? Gateway, Problem? Refusal)> FindToRun(
        this HubDbContext db, Guid id, Right right, Caller caller, CancellationToken cancel)
    {
        if (await db.Gateways.SingleOrDefaultAsync(gateway => gateway.Id == id, cancel) is not { } gateway)
            return (null, GatewayProblems.NotFound(id));
        return caller.MayAtFacility(right, gateway.FacilityId) ? (gateway, null) : (null, CommonProblems.Forbidden(right));
    }

    /// <summary>The same for an edit of the row itself, which takes <c>If-Match</c> and no retired gateway.</summary>
    public static async Task<(Gateway? Gateway, Problem? Refusal)> FindForEdit(
        this HubDbContext db, Guid id, Guid? seenVersion, Caller caller, CancellationToken cancel)
    {
        var (gateway, refusal) = await db.FindToRun(id, Right.EditGateway, caller, cancel);
        if (gateway is null)
            return (null, refusal);
        if (gateway.State is GatewayState.Retired)
            return (null, CommonProblems.Retired("gateway"));
        return gateway.RefuseUnlessSeen(seenVersion) is { } stale ? (null, stale) : (gateway, null);
    }
}
