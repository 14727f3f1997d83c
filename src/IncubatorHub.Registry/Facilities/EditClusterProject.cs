namespace IncubatorHub.Registry.Facilities;

/// <summary>Changes what is known of a cluster project.</summary>
[UseCase(Right.EditProgramme, Writes = true)]
internal sealed class EditClusterProject(HubDbContext db) : IUseCase<EditClusterProject.Request, ClusterProjectView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, ClusterProjectFields Fields) : IRequest<ClusterProjectView>, IEdit;

    public async Task<Outcome<ClusterProjectView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.ClusterProjects.SingleOrDefaultAsync(project => project.Id == request.Id, cancel) is not { } project)
            return CommonProblems.NotFound("project", request.Id);
        if (project.RetiredAt is not null)
            return CommonProblems.Retired("project");
        if (project.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        if (await request.Fields.Refuse(db, cancel) is { } wrong)
            return wrong;
        request.Fields.ApplyTo(project);
        await db.SaveChangesAsync(cancel);
        return ClusterProjectView.From(project);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/projects/{id:guid}", (Guid id, ClusterProjectFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditClusterProject>("Edits a cluster project");
}
