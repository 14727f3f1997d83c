namespace IncubatorHub.Devices.Gateways.Catalogue;

/// <summary>Lists the devices of the facilities in the caller's scope.</summary>
[UseCase(Right.ReadDevice)]
internal sealed class ListDevices(HubDbContext db) : IUseCase<ListDevices.Request, Page<DeviceView>>
{
    /// <param name="Q">Part of the key or the name.</param>
    /// <param name="FacilityId">Only of this facility.</param>
    /// <param name="GatewayId">Only behind this gateway.</param>
    /// <param name="State">Only in this state; by default all but retired ones.</param>
    public sealed record Request(
        string? Q = null, Guid? FacilityId = null, Guid? GatewayId = null, DeviceState? State = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<DeviceView>>, IPaged;

    private static readonly SortKeys<Device> Keys = new SortKeys<Device>(device => device.Id)
        .By("name", device => device.Name)
        .By("key", device => device.Key)
        .By("firstSeenAt", device => device.FirstSeenAt);

    public Task<Outcome<Page<DeviceView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = request.State is { } state
            ? db.Devices.Where(device => device.State == state)
            : db.Devices.Where(device => device.State != DeviceState.Retired);
        if (request.FacilityId is { } facilityId)
            rows = rows.Where(device => device.FacilityId == facilityId);
        if (request.GatewayId is { } gatewayId)
            rows = rows.Where(device => device.GatewayId == gatewayId);
        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            rows = rows.Where(device => EF.Functions.Like(device.Key.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(device.Name.ToLower(), pattern, SearchText.Escape));
        }

        return rows.ToPage(request, Keys, DeviceView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/devices", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListDevices>("Lists devices");
}
