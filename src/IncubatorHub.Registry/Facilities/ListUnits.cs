namespace IncubatorHub.Registry.Facilities;

/// <summary>Lists the units of a facility.</summary>
[UseCase(Right.ReadFacility)]
internal sealed class ListUnits(HubDbContext db) : IUseCase<ListUnits.Request, Page<UnitView>>
{
    /// <param name="FacilityId">The facility.</param>
    /// <param name="Q">Part of a name in either language or of the code.</param>
    /// <param name="RoomType">Only units let as this.</param>
    /// <param name="ZoneId">Only units in this zone.</param>
    /// <param name="Lettable">true or false: only units that may, or may not, be let.</param>
    /// <param name="Retired">true: only retired ones; false (default): only those in use.</param>
    public sealed record Request(
        Guid FacilityId, string? Q = null, Choice<RoomType>? RoomType = null, Guid? ZoneId = null, bool? Lettable = null, bool Retired = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<UnitView>>, IPaged;

    private static readonly SortKeys<Unit> Keys = new SortKeys<Unit>(unit => unit.Id)
        .By("code", unit => unit.Code)
        .By("nameEn", unit => unit.NameEn)
        .By("nameJa", unit => unit.NameJa)
        .By("area", unit => unit.AreaSquareMetres);

    public async Task<Outcome<Page<UnitView>>> Handle(Request request, CancellationToken cancel)
    {
        if (!await db.Facilities.AnyAsync(facility => facility.Id == request.FacilityId, cancel))
            return FacilityProblems.NotFound(request.FacilityId);
        var rows = db.Units.Where(unit => unit.FacilityId == request.FacilityId && (unit.RetiredAt != null) == request.Retired);
        if (request.RoomType is { Value: var roomType })
            rows = rows.Where(unit => unit.RoomType == roomType);
        if (request.ZoneId is { } zone)
            rows = rows.Where(unit => unit.ZoneId == zone);
        if (request.Lettable is { } lettable)
            rows = rows.Where(unit => unit.IsLettable == lettable);
        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            rows = rows.Where(unit => EF.Functions.Like(unit.NameEn.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(unit.NameJa, pattern, SearchText.Escape)
                || EF.Functions.Like(unit.Code.ToLower(), pattern, SearchText.Escape));
        }

        return await rows.ToPage(request, Keys, UnitView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facilities/{facilityId:guid}/units", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(request, cancel))
        .For<ListUnits>("Lists the units of a facility");
}
