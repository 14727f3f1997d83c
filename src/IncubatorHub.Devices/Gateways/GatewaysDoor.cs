namespace IncubatorHub.Devices.Gateways;

/// <summary>What upper wings' pages ask of this module; they run it through the use-case runner like its own pages.</summary>
public static class GatewaysDoor
{
    /// <summary>The gateways of a facility, by key, 200 at a time.</summary>
    /// <param name="facilityId">The facility.</param>
    /// <param name="cursor">From the page before; null for the first.</param>
    public static IRequest<Page<GatewayView>> List(Guid facilityId, string? cursor) =>
        new ListGateways.Request(FacilityId: facilityId, Sort: "key", Limit: PageLimits.MaxLimit, Cursor: cursor);
}
