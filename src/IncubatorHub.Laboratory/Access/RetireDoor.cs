namespace IncubatorHub.Laboratory.Access;

/// <summary>Ends the use of a door; its events stay.</summary>
[UseCase(Right.EditDoor, Writes = true)]
internal sealed class RetireDoor(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<RetireDoor.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Doors.SingleOrDefaultAsync(door => door.Id == request.Id, cancel) is not { } door)
            return CommonProblems.NotFound("door", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditDoor, door.FacilityId))
            return CommonProblems.Forbidden(Right.EditDoor);
        if (door.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        door.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/doors/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetireDoor>("Retires a door");
}
