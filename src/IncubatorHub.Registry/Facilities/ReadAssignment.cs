namespace IncubatorHub.Registry.Facilities;

/// <summary>Reads one assignment of a manager.</summary>
[UseCase(Right.ReadPeople)]
internal sealed class ReadAssignment(HubDbContext db) : IUseCase<ReadAssignment.Request, ManagerView>
{
    public sealed record Request(Guid FacilityId, Guid Id) : IRequest<ManagerView>;

    public async Task<Outcome<ManagerView>> Handle(Request request, CancellationToken cancel)
    {
        var found = await db.ManagerAssignments.Where(row => row.Id == request.Id && row.FacilityId == request.FacilityId)
            .Select(ManagerView.Of).SingleOrDefaultAsync(cancel);
        return found is null ? CommonProblems.NotFound("manager assignment", request.Id) : (await ManagerView.WithPeaks(db, [found], cancel))[0];
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/facilities/{facilityId:guid}/managers/{id:guid}", (Guid facilityId, Guid id, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(facilityId, id), cancel))
        .For<ReadAssignment>("Reads an assignment of a manager");
}
