namespace IncubatorHub.Devices.Gateways;

/// <summary>Lists the gateways of the facilities that the caller runs.</summary>
[UseCase(Right.ReadGateway)]
internal sealed class ListGateways(HubDbContext db, TimeProvider time) : IUseCase<ListGateways.Request, Page<GatewayView>>
{
    /// <param name="Q">Part of the id or the name.</param>
    /// <param name="FacilityId">Only of this facility.</param>
    /// <param name="Online">true: connected ones; false: the others; null: both.</param>
    /// <param name="State">Only in this state; by default all but retired ones.</param>
    public sealed record Request(
        string? Q = null, Guid? FacilityId = null, bool? Online = null, GatewayState? State = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<GatewayView>>, IPaged;

    private static readonly SortKeys<Gateway> Keys = new SortKeys<Gateway>(gateway => gateway.Id)
        .By("key", gateway => gateway.Key)
        .By("name", gateway => gateway.Name)
        .By("createdAt", gateway => gateway.CreatedAt);

    public Task<Outcome<Page<GatewayView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = request.State is { } state
            ? db.Gateways.Where(gateway => gateway.State == state)
            : db.Gateways.Where(gateway => gateway.State != GatewayState.Retired);
        if (request.FacilityId is { } facilityId)
            rows = rows.Where(gateway => gateway.FacilityId == facilityId);
        if (request.Online is { } online)
            rows = rows.Where(gateway => gateway.IsOnline == online);
        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            rows = rows.Where(gateway => EF.Functions.Like(gateway.Key, pattern, SearchText.Escape)
                || EF.Functions.Like(gateway.Name.ToLower(), pattern, SearchText.Escape));
        }

        return rows.ToPage(request, Keys, GatewayView.At(time.GetUtcNow()), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/gateways", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListGateways>("Lists gateways");
}
