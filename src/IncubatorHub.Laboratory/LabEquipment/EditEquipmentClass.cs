namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Changes what is known of a class of equipment.</summary>
[UseCase(Right.EditProgramme, Writes = true)]
internal sealed class EditEquipmentClass(HubDbContext db) : IUseCase<EditEquipmentClass.Request, EquipmentClassView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, EquipmentClassFields Fields) : IRequest<EquipmentClassView>, IEdit;

    public async Task<Outcome<EquipmentClassView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.EquipmentClasses.SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } one)
            return CommonProblems.NotFound("equipment class", request.Id);
        if (one.RetiredAt is not null)
            return CommonProblems.Retired("equipment class");
        if (one.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        request.Fields.ApplyTo(one);
        await db.SaveChangesAsync(cancel);
        return EquipmentClassView.From(one);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/equipment-classes/{id:guid}", (Guid id, EquipmentClassFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditEquipmentClass>("Edits a class of equipment");
}
