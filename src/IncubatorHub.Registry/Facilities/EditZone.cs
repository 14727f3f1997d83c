namespace IncubatorHub.Registry.Facilities;

/// <summary>Changes what is known of a zone, also where it hangs in the tree.</summary>
[UseCase(Right.EditFacility, Writes = true)]
internal sealed class EditZone(HubDbContext db, CallerContext context) : IUseCase<EditZone.Request, ZoneView>
{
    public sealed record Request(Guid FacilityId, Guid Id, Guid? SeenVersion, ZoneFields Fields) : IRequest<ZoneView>, IEdit;

    public async Task<Outcome<ZoneView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Zones.SingleOrDefaultAsync(zone => zone.Id == request.Id && zone.FacilityId == request.FacilityId, cancel) is not { } zone)
            return CommonProblems.NotFound("zone", request.Id);
        if (await db.RefuseAt(context.Caller, Right.EditFacility, zone.FacilityId, cancel) is { } refused)
            return refused;
        if (zone.RetiredAt is not null)
            return CommonProblems.Retired("zone");
        if (zone.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (zone.ParentId != request.Fields.ParentId && await request.Fields.RefusePlace(db, zone, cancel) is { } misplaced)
            return misplaced;
        request.Fields.ApplyTo(zone);
        await db.SaveChangesAsync(cancel);
        return ZoneView.From(zone);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/facilities/{facilityId:guid}/zones/{id:guid}",
            (Guid facilityId, Guid id, ZoneFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
                http.Answer(new Request(facilityId, id, ifMatch.Version, fields), cancel))
        .For<EditZone>("Edits a zone", "Refusals: zone.cycle, zone.too-deep, retired (409).");
}
