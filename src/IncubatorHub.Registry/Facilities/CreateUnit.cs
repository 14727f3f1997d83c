using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.Facilities;

/// <summary>Adds a unit to a facility.</summary>
[UseCase(Right.EditFacility, Writes = true)]
internal sealed class CreateUnit(HubDbContext db, CallerContext context) : IUseCase<CreateUnit.Request, UnitView>
{
    public sealed record NewUnit : UnitFields
    {
        /// <summary>As on the door: 1 to 40 of a-z, A-Z, 0-9 and -. It never changes.</summary>
        [Required, RegularExpression("^[A-Za-z0-9][A-Za-z0-9-]{0,39}$")]
        public required string Code { get; init; }
    }

    public sealed record Request(Guid FacilityId, NewUnit Fields) : IRequest<UnitView>;

    public async Task<Outcome<UnitView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.RefuseAt(context.Caller, Right.EditFacility, request.FacilityId, cancel) is { } refused)
            return refused;
        if (await db.RefuseZone(request.FacilityId, request.Fields.ZoneId, "zoneId", cancel) is { } wrong)
            return wrong;
        var unit = new Unit { FacilityId = request.FacilityId, Code = request.Fields.Code, NameEn = "", NameJa = "" };
        request.Fields.ApplyTo(unit);
        db.Add(unit);
        await db.SaveChangesAsync(cancel);
        return UnitView.From(unit);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/facilities/{facilityId:guid}/units", (Guid facilityId, NewUnit fields, HttpUseCases http, CancellationToken cancel) =>
            http.Create(new Request(facilityId, fields), unit => $"/api/v1/facilities/{unit.FacilityId}/units/{unit.Id}", cancel))
        .For<CreateUnit>("Creates a unit", "Refusals: unit.code-taken, retired (409).");
}
