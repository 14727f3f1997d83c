using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Access;

/// <summary>Enters a door of a facility.</summary>
[UseCase(Right.EditDoor, Writes = true)]
internal sealed class CreateDoor(HubDbContext db, CallerContext context) : IUseCase<CreateDoor.Request, DoorView>
{
    public sealed record Request : DoorFields, IRequest<DoorView>
    {
        public required Guid FacilityId { get; init; }

        /// <summary>1 to 40 of a-z, 0-9 and -. It never changes.</summary>
        [Required, RegularExpression("^[a-z0-9][a-z0-9-]{0,39}$")]
        public required string Key { get; init; }
    }

    public async Task<Outcome<DoorView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.RefuseAt(context.Caller, Right.EditDoor, request.FacilityId, cancel) is { } refused)
            return refused;
        var door = new Door { FacilityId = request.FacilityId, Key = request.Key, NameEn = "", NameJa = "" };
        if (await request.Refuse(db, door, cancel) is { } wrong)
            return wrong;
        request.ApplyTo(door);
        db.Add(door);
        await request.ApplyReaders(db, door, cancel);
        await db.SaveChangesAsync(cancel);
        return await db.Doors.Where(row => row.Id == door.Id).Select(DoorView.Of(db)).SingleAsync(cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/doors", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, door => $"/api/v1/doors/{door.Id}", cancel))
        .For<CreateDoor>("Creates a door", "Refusals: door.key-taken, door.controller-key-taken, retired (409).");
}
