namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Ends a class of equipment: no more is entered, what there is keeps it.</summary>
[UseCase(Right.EditProgramme, Writes = true)]
internal sealed class RetireEquipmentClass(HubDbContext db, TimeProvider time) : IUseCase<RetireEquipmentClass.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.EquipmentClasses.SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } one)
            return CommonProblems.NotFound("equipment class", request.Id);
        if (one.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        one.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/equipment-classes/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetireEquipmentClass>("Retires a class of equipment");
}
