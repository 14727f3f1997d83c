using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>Puts a piece of equipment under an interlock. Its leases are sent at once.</summary>
[UseCase(Right.EditGateway, Writes = true)]
internal sealed class CreateInterlock(HubDbContext db, CallerContext context, LeaseDesk desk) : IUseCase<CreateInterlock.Request, InterlockView>
{
    public sealed record Request : InterlockFields, IRequest<InterlockView>
    {
        public required Guid EquipmentId { get; init; }
    }

    public async Task<Outcome<InterlockView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Equipment.SingleOrDefaultAsync(one => one.Id == request.EquipmentId, cancel) is not { } equipment)
            return CommonProblems.NotFound("equipment", request.EquipmentId);
        if (!context.Caller.MayAtFacility(Right.EditGateway, equipment.FacilityId))
            return CommonProblems.Forbidden(Right.EditGateway);
        if (equipment.RetiredAt is not null)
            return CommonProblems.Retired("equipment");
        if (await request.Refuse(db, equipment.FacilityId, cancel) is { } wrong)
            return wrong;
        var interlock = new Interlock { FacilityId = equipment.FacilityId, EquipmentId = equipment.Id };
        request.ApplyTo(interlock);
        db.Add(interlock);
        await db.SaveChangesAsync(cancel);
        await desk.Refresh([interlock], cancel);
        await db.SaveChangesAsync(cancel);
        return await db.Interlocks.Where(row => row.Id == interlock.Id).Select(InterlockView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/interlocks", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, view => $"/api/v1/interlocks/{view.Id}", cancel))
        .For<CreateInterlock>("Creates an interlock", "Refusals: interlock.equipment-taken, interlock.channel-taken, retired (409).");
}
