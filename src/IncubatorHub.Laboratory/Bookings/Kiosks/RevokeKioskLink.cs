namespace IncubatorHub.Laboratory.Bookings.Kiosks;

/// <summary>Ends the kiosk link of an instrument at once; done too when there is none.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class RevokeKioskLink(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RevokeKioskLink.Request, Done>
{
    public sealed record Request(Guid EquipmentId) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var equipment = await db.Set<LabEquipment.Equipment>().SingleOrDefaultAsync(one => one.Id == request.EquipmentId, cancel);
        if (equipment is null)
            return CommonProblems.NotFound("equipment", request.EquipmentId);
        if (!context.Caller.MayAtFacility(Right.EditEquipment, equipment.FacilityId))
            return CommonProblems.Forbidden(Right.EditEquipment);
        foreach (var link in await db.KioskLinks.Where(link => link.EquipmentId == equipment.Id && link.RevokedAt == null).ToListAsync(cancel))
            link.Revoke(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/equipment/{id:guid}/kiosk-link/revoke", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Do(new Request(id), cancel))
        .For<RevokeKioskLink>("Revokes the kiosk link of an instrument");
}
