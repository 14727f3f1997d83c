namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Reads one class of equipment.</summary>
[UseCase(Right.ReadProgramme)]
internal sealed class ReadEquipmentClass(HubDbContext db) : IUseCase<ReadEquipmentClass.Request, EquipmentClassView>
{
    public sealed record Request(Guid Id) : IRequest<EquipmentClassView>;

    public async Task<Outcome<EquipmentClassView>> Handle(Request request, CancellationToken cancel) =>
        await db.EquipmentClasses.Where(one => one.Id == request.Id).Select(EquipmentClassView.Of).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("equipment class", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/equipment-classes/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadEquipmentClass>("Reads a class of equipment");
}
