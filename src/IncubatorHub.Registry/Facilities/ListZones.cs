namespace IncubatorHub.Registry.Facilities;

/// <summary>Lists the zones of a facility.</summary>
[UseCase(Right.ReadFacility)]
internal sealed class ListZones(HubDbContext db) : IUseCase<ListZones.Request, Page<ZoneView>>
{
    /// <param name="FacilityId">The facility.</param>
    /// <param name="Q">Part of a name in either language or of the code.</param>
    /// <param name="Kind">Only zones of this kind.</param>
    /// <param name="Hazard">Only zones with this hazard.</param>
    /// <param name="ParentId">Only the direct parts of this zone.</param>
    /// <param name="Retired">true: only retired ones; false (default): only those in use.</param>
    public sealed record Request(
        Guid FacilityId, string? Q = null, Choice<ZoneKind>? Kind = null, Choice<HazardClass>? Hazard = null, Guid? ParentId = null, bool Retired = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<ZoneView>>, IPaged;

    private static readonly SortKeys<Zone> Keys = new SortKeys<Zone>(zone => zone.Id)
        .By("code", zone => zone.Code)
        .By("nameEn", zone => zone.NameEn)
        .By("nameJa", zone => zone.NameJa);

    public async Task<Outcome<Page<ZoneView>>> Handle(Request request, CancellationToken cancel)
    {
        if (!await db.Facilities.AnyAsync(facility => facility.Id == request.FacilityId, cancel))
            return FacilityProblems.NotFound(request.FacilityId);
        var rows = db.Zones.Where(zone => zone.FacilityId == request.FacilityId && (zone.RetiredAt != null) == request.Retired);
        if (request.Kind is { Value: var kind })
            rows = rows.Where(zone => zone.Kind == kind);
        if (request.Hazard is { Value: var hazard })
            rows = rows.Where(zone => zone.Hazard == hazard);
        if (request.ParentId is { } parent)
            rows = rows.Where(zone => zone.ParentId == parent);
        if (SearchText.Pattern(request.Q) is { } pattern)
        {
            rows = rows.Where(zone => EF.Functions.Like(zone.NameEn.ToLower(), pattern, SearchText.Escape)
                || EF.Functions.Like(zone.NameJa, pattern, SearchText.Escape)
                || EF.Functions.Like(zone.Code, pattern, SearchText.Escape));
        }

        return await rows.ToPage(request, Keys, ZoneView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facilities/{facilityId:guid}/zones", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(request, cancel))
        .For<ListZones>("Lists the zones of a facility");
}
