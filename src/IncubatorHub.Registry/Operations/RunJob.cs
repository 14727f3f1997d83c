using IncubatorHub.Platform.Jobs;

namespace IncubatorHub.Registry.Operations;

/// <summary>Asks for a run of a job now. Whichever process runs jobs begins it within seconds; asking twice before that is asking once.</summary>
[UseCase(Right.OperateSystem, Writes = true)]
internal sealed class RunJob(HubDbContext db, AuditNotes notes, TimeProvider time) : IUseCase<RunJob.Request, Done>
{
    public sealed record Request(Guid Id) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Set<JobRecord>().SingleOrDefaultAsync(job => job.Id == request.Id, cancel) is not { } job)
            return CommonProblems.NotFound("job", request.Id);
        job.AskedAt ??= time.GetUtcNow();
        notes.Note(nameof(JobRecord), job.Id, new { job.Name });
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/jobs/{id:guid}/run", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Do(new Request(id), cancel))
        .For<RunJob>("Asks for a run of a job now");
}
