namespace IncubatorHub.Laboratory.Access;

/// <summary>Lists the doors of the facilities that the caller runs.</summary>
[UseCase(Right.ReadDoor)]
internal sealed class ListDoors(HubDbContext db) : IUseCase<ListDoors.Request, Page<DoorView>>
{
    /// <param name="Q">Part of a name in either language, of the key or the controller key.</param>
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="ZoneId">Only doors of this zone, on either side.</param>
    /// <param name="GatewayId">Only doors that this gateway runs.</param>
    /// <param name="Retired">true: only retired ones; false (default): the others.</param>
    public sealed record Request(
        string? Q = null, Guid? FacilityId = null, Guid? ZoneId = null, Guid? GatewayId = null, bool Retired = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<DoorView>>, IPaged;

    private static readonly SortKeys<Door> Keys = new SortKeys<Door>(door => door.Id)
        .By("key", door => door.Key)
        .By("nameEn", door => door.NameEn)
        .By("nameJa", door => door.NameJa);

    public Task<Outcome<Page<DoorView>>> Handle(Request request, CancellationToken cancel)
    {
        var rows = db.Doors.Where(door => (door.RetiredAt != null) == request.Retired);
        if (request.FacilityId is { } facility)
            rows = rows.Where(door => door.FacilityId == facility);
        if (request.ZoneId is { } zone)
            rows = rows.Where(door => door.ZoneAId == zone || door.ZoneBId == zone);
        if (request.GatewayId is { } gateway)
            rows = rows.Where(door => door.GatewayId == gateway);
        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            rows = rows.Where(door => EF.Functions.Like(door.NameEn.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(door.NameJa, pattern, SearchText.Escape)
                || EF.Functions.Like(door.Key, pattern, SearchText.Escape)
                || EF.Functions.Like(door.ControllerKey.ToLower(), pattern, SearchText.Escape));
        }

        return rows.ToPage(request, Keys, DoorView.Of(db), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/doors", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListDoors>("Lists doors");
}
