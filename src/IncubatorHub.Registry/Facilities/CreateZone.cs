using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.Facilities;

/// <summary>Adds a zone to a facility.</summary>
[UseCase(Right.EditFacility, Writes = true)]
internal sealed class CreateZone(HubDbContext db, CallerContext context) : IUseCase<CreateZone.Request, ZoneView>
{
    public sealed record NewZone : ZoneFields
    {
        /// <summary>1 to 40 of a-z, 0-9 and -. It never changes.</summary>
        [Required, RegularExpression("^[a-z0-9][a-z0-9-]{0,39}$")]
        public required string Code { get; init; }
    }

    public sealed record Request(Guid FacilityId, NewZone Fields) : IRequest<ZoneView>;

    public async Task<Outcome<ZoneView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.RefuseAt(context.Caller, Right.EditFacility, request.FacilityId, cancel) is { } refused)
            return refused;
        var zone = new Zone { FacilityId = request.FacilityId, Code = request.Fields.Code, NameEn = "", NameJa = "" };
        if (await request.Fields.RefusePlace(db, zone, cancel) is { } misplaced)
            return misplaced;
        request.Fields.ApplyTo(zone);
        db.Add(zone);
        await db.SaveChangesAsync(cancel);
        return ZoneView.From(zone);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/facilities/{facilityId:guid}/zones", (Guid facilityId, NewZone fields, HttpUseCases http, CancellationToken cancel) =>
            http.Create(new Request(facilityId, fields), zone => $"/api/v1/facilities/{zone.FacilityId}/zones/{zone.Id}", cancel))
        .For<CreateZone>("Creates a zone", "Refusals: zone.code-taken, zone.too-deep, retired (409).");
}
