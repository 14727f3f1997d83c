namespace IncubatorHub.Registry.Facilities;

/// <summary>Ends a cluster project. Facilities keep their reference to it.</summary>
[UseCase(Right.EditProgramme, Writes = true)]
internal sealed class RetireClusterProject(HubDbContext db, TimeProvider time) : IUseCase<RetireClusterProject.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.ClusterProjects.SingleOrDefaultAsync(project => project.Id == request.Id, cancel) is not { } project)
            return CommonProblems.NotFound("project", request.Id);
        if (project.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        project.Retire(time.GetUtcNow());
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/projects/{id:guid}/retire", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Do(new Request(id, ifMatch.Version), cancel))
        .For<RetireClusterProject>("Retires a cluster project");
}
