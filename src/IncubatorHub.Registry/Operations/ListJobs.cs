using IncubatorHub.Platform.Jobs;

namespace IncubatorHub.Registry.Operations;

/// <summary>Lists the jobs that this version of the hub has, by name.</summary>
[UseCase(Right.OperateSystem)]
internal sealed class ListJobs(HubDbContext db, IEnumerable<HubJob> jobs, TimeProvider time) : IUseCase<ListJobs.Request, IReadOnlyList<JobView>>
{
    public sealed record Request : IRequest<IReadOnlyList<JobView>>;

    public async Task<Outcome<IReadOnlyList<JobView>>> Handle(Request request, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        List<string> names = [.. jobs.Select(job => job.Name)];
        var records = await db.Set<JobRecord>().Where(job => names.Contains(job.Name)).OrderBy(job => job.Name).ToListAsync(cancel);
        return records.ConvertAll(job => JobView.Of(job, now));
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/jobs", (HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(), cancel))
        .For<ListJobs>("Lists what runs later: when, and how it went");
}
