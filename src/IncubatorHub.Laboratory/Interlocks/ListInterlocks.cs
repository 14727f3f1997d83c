namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>Lists the interlocks of the facilities that the caller runs.</summary>
[UseCase(Right.ReadGateway)]
internal sealed class ListInterlocks(HubDbContext db) : IUseCase<ListInterlocks.Request, Page<InterlockView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="EquipmentId">Only of this equipment.</param>
    /// <param name="GatewayId">Only those that this gateway switches.</param>
    /// <param name="Retired">true: only retired ones; false (default): the others.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? EquipmentId = null, Guid? GatewayId = null, bool Retired = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<InterlockView>>, IPaged;

    private static readonly SortKeys<Interlock> Keys = new SortKeys<Interlock>(one => one.Id).By("channel", one => one.Channel);

    public Task<Outcome<Page<InterlockView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.Interlocks.Where(one => (one.RetiredAt != null) == request.Retired);
        if (request.FacilityId is { } facility)
            rows = rows.Where(one => one.FacilityId == facility);
        if (request.EquipmentId is { } equipment)
            rows = rows.Where(one => one.EquipmentId == equipment);
        if (request.GatewayId is { } gateway)
            rows = rows.Where(one => one.GatewayId == gateway);
        return rows.ToPage(request, Keys, InterlockView.Of(db), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/interlocks", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListInterlocks>("Lists interlocks");
}
