namespace IncubatorHub.Registry.Facilities;

/// <summary>Reads one cluster project.</summary>
[UseCase(Right.ReadProgramme)]
internal sealed class ReadClusterProject(HubDbContext db) : IUseCase<ReadClusterProject.Request, ClusterProjectView>
{
    public sealed record Request(Guid Id) : IRequest<ClusterProjectView>;

    public async Task<Outcome<ClusterProjectView>> Handle(Request request, CancellationToken cancel) =>
        await db.ClusterProjects.Where(project => project.Id == request.Id).Select(ClusterProjectView.Of).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("project", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/projects/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadClusterProject>("Reads a cluster project");
}
