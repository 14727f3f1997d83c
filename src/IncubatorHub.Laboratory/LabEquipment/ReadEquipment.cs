namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Reads one piece of equipment.</summary>
[UseCase(Right.ReadEquipment)]
internal sealed class ReadEquipment(HubDbContext db) : IUseCase<ReadEquipment.Request, EquipmentView>
{
    public sealed record Request(Guid Id) : IRequest<EquipmentView>;

    public async Task<Outcome<EquipmentView>> Handle(Request request, CancellationToken cancel) =>
        await db.Equipment.Where(equipment => equipment.Id == request.Id).Select(EquipmentView.Of).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("equipment", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/equipment/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadEquipment>("Reads equipment");
}
