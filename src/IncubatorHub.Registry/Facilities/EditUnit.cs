namespace IncubatorHub.Registry.Facilities;

/// <summary>Changes what is known of a unit.</summary>
[UseCase(Right.EditFacility, Writes = true)]
internal sealed class EditUnit(HubDbContext db, CallerContext context) : IUseCase<EditUnit.Request, UnitView>
{
    public sealed record Request(Guid FacilityId, Guid Id, Guid? SeenVersion, UnitFields Fields) : IRequest<UnitView>, IEdit;

    public async Task<Outcome<UnitView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Units.SingleOrDefaultAsync(unit => unit.Id == request.Id && unit.FacilityId == request.FacilityId, cancel) is not { } unit)
            return CommonProblems.NotFound("unit", request.Id);
        if (await db.RefuseAt(context.Caller, Right.EditFacility, unit.FacilityId, cancel) is { } refused)
            return refused;
        if (unit.RetiredAt is not null)
            return CommonProblems.Retired("unit");
        if (unit.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (unit.ZoneId != request.Fields.ZoneId && await db.RefuseZone(unit.FacilityId, request.Fields.ZoneId, "zoneId", cancel) is { } wrong)
            return wrong;
        request.Fields.ApplyTo(unit);
        await db.SaveChangesAsync(cancel);
        return UnitView.From(unit);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/facilities/{facilityId:guid}/units/{id:guid}",
            (Guid facilityId, Guid id, UnitFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
                http.Answer(new Request(facilityId, id, ifMatch.Version, fields), cancel))
        .For<EditUnit>("Edits a unit");
}
