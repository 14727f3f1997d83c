using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Bookings.Kiosks;

/// <summary>Which instruments of a facility have a kiosk link in force, and since when; the links themselves are not kept.</summary>
[UseCase(Right.EditEquipment)]
internal sealed class ListKioskLinks(HubDbContext db, CallerContext context) : IUseCase<ListKioskLinks.Request, IReadOnlyList<ListKioskLinks.InForce>>
{
    public sealed record Request(Guid FacilityId) : IRequest<IReadOnlyList<InForce>>;

    /// <param name="EquipmentId">The instrument.</param>
    /// <param name="InForceSince">UTC.</param>
    public sealed record InForce(Guid EquipmentId, DateTimeOffset InForceSince);

    public async Task<Outcome<IReadOnlyList<InForce>>> Handle(Request request, CancellationToken cancel)
    {
        if (!await db.Facilities.AnyAsync(facility => facility.Id == request.FacilityId, cancel))
            return CommonProblems.NotFound("facility", request.FacilityId);
        if (!context.Caller.MayAtFacility(Right.EditEquipment, request.FacilityId))
            return CommonProblems.Forbidden(Right.EditEquipment);
        return await db.KioskLinks.Where(link => link.FacilityId == request.FacilityId && link.RevokedAt == null)
            .Select(link => new InForce(link.EquipmentId, link.CreatedAt)).ToListAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facilities/{facilityId:guid}/kiosk-links", (Guid facilityId, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(facilityId), cancel))
        .For<ListKioskLinks>("Lists which instruments have a kiosk link");
}
