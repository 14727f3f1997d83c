namespace IncubatorHub.Laboratory.Access;

/// <summary>Reads one door event.</summary>
[UseCase(Right.ReadDoorEvents)]
internal sealed class ReadDoorEvent(HubDbContext db) : IUseCase<ReadDoorEvent.Request, DoorEventView>
{
    public sealed record Request(long Id) : IRequest<DoorEventView>;

    public async Task<Outcome<DoorEventView>> Handle(Request request, CancellationToken cancel) =>
        await DoorEventRows.Of(db, card: null).Where(row => row.Event.Id == request.Id).SingleOrDefaultAsync(cancel) is { } found
            ? DoorEventRows.ToView(found)
            : CommonProblems.NotFound("door event", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/door-events/{id:long}", (long id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadDoorEvent>("Reads a door event");
}
