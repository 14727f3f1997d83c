namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Ends the use of equipment; its device is free for another piece.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class RetireEquipment(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RetireEquipment.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Equipment.SingleOrDefaultAsync(equipment => equipment.Id == request.Id, cancel) is not { } equipment)
            return CommonProblems.NotFound("equipment", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditEquipment, equipment.FacilityId))
            return CommonProblems.Forbidden(Right.EditEquipment);
        if (equipment.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (await db.Equipment.AnyAsync(other => other.CompanionEquipmentId == equipment.Id && other.RetiredAt == null, cancel))
            return EquipmentProblems.IsCompanion;
        equipment.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/equipment/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetireEquipment>("Retires equipment", "Refusals: equipment.is-companion (409).");
}
