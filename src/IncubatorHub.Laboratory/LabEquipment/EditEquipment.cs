namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Changes what is known of equipment.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class EditEquipment(HubDbContext db, CallerContext context) : IUseCase<EditEquipment.Request, EquipmentView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, EquipmentFields Fields) : IRequest<EquipmentView>, IEdit;

    public async Task<Outcome<EquipmentView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Equipment.SingleOrDefaultAsync(equipment => equipment.Id == request.Id, cancel) is not { } equipment)
            return CommonProblems.NotFound("equipment", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditEquipment, equipment.FacilityId))
            return CommonProblems.Forbidden(Right.EditEquipment);
        if (equipment.RetiredAt is not null)
            return CommonProblems.Retired("equipment");
        if (equipment.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (await request.Fields.Refuse(db, equipment, cancel) is { } wrong)
            return wrong;
        request.Fields.ApplyTo(equipment);
        await db.SaveChangesAsync(cancel);
        return EquipmentView.From(equipment);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/equipment/{id:guid}", (Guid id, EquipmentFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditEquipment>("Edits equipment", "Refusals: equipment.device-taken, equipment.companion-chain, retired (409).");
}
