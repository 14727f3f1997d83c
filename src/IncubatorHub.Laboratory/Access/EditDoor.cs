namespace IncubatorHub.Laboratory.Access;

/// <summary>Changes what is known of a door; the list of readers is replaced by the one sent.</summary>
[UseCase(Right.EditDoor, Writes = true)]
internal sealed class EditDoor(HubDbContext db, CallerContext context) : IUseCase<EditDoor.Request, DoorView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, DoorFields Fields) : IRequest<DoorView>, IEdit;

    public async Task<Outcome<DoorView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Doors.SingleOrDefaultAsync(door => door.Id == request.Id, cancel) is not { } door)
            return CommonProblems.NotFound("door", request.Id);
        if (!context.Caller.MayAtFacility(Right.EditDoor, door.FacilityId))
            return CommonProblems.Forbidden(Right.EditDoor);
        if (door.RetiredAt is not null)
            return CommonProblems.Retired("door");
        if (door.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (await request.Fields.Refuse(db, door, cancel) is { } wrong)
            return wrong;
        request.Fields.ApplyTo(door);
        await request.Fields.ApplyReaders(db, door, cancel);
        // The readers are part of the door: a change of theirs alone must also change its version.
        db.Entry(door).State = EntityState.Modified;
        await db.SaveChangesAsync(cancel);
        return await db.Doors.Where(row => row.Id == door.Id).Select(DoorView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/doors/{id:guid}", (Guid id, DoorFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditDoor>("Edits a door", "Refusals: door.controller-key-taken, retired (409).");
}
