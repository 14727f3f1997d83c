namespace IncubatorHub.Laboratory.Access;

/// <summary>Reads one door.</summary>
[UseCase(Right.ReadDoor)]
internal sealed class ReadDoor(HubDbContext db) : IUseCase<ReadDoor.Request, DoorView>
{
    public sealed record Request(Guid Id) : IRequest<DoorView>;

    public async Task<Outcome<DoorView>> Handle(Request request, CancellationToken cancel) =>
        await db.Doors.Where(door => door.Id == request.Id).Select(DoorView.Of(db)).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("door", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/doors/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadDoor>("Reads a door");
}
