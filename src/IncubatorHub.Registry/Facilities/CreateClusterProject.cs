using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.Facilities;

/// <summary>Adds a cluster project to the programme.</summary>
[UseCase(Right.EditProgramme, Writes = true)]
internal sealed class CreateClusterProject(HubDbContext db) : IUseCase<CreateClusterProject.Request, ClusterProjectView>
{
    public sealed record Request : ClusterProjectFields, IRequest<ClusterProjectView>
    {
        /// <summary>2 to 20 of A-Z, 0-9 and -. It never changes.</summary>
        [Required, RegularExpression("^[A-Z0-9][A-Z0-9-]{1,19}$")]
        public required string Code { get; init; }
    }

    public async Task<Outcome<ClusterProjectView>> Handle(Request request, CancellationToken cancel)
    {
        if (await request.Refuse(db, cancel) is { } wrong)
            return wrong;
        var project = new ClusterProject { Code = request.Code, NameEn = "", NameJa = "", BureauCode = "" };
        request.ApplyTo(project);
        db.Add(project);
        await db.SaveChangesAsync(cancel);
        return ClusterProjectView.From(project);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/projects", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, project => $"/api/v1/projects/{project.Id}", cancel))
        .For<CreateClusterProject>("Creates a cluster project", "Refusals: project.code-taken (409).");
}
