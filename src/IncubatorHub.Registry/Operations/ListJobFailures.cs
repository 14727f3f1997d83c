using IncubatorHub.Platform.Jobs;

namespace IncubatorHub.Registry.Operations;

/// <summary>A run that failed.</summary>
public sealed record JobFailureView(Guid Id, DateTimeOffset At, int Milliseconds, string Node, string Error);

/// <summary>Lists runs of a job that failed, the latest first; 100 are kept.</summary>
[UseCase(Right.OperateSystem)]
internal sealed class ListJobFailures(HubDbContext db) : IUseCase<ListJobFailures.Request, Page<JobFailureView>>
{
    public sealed record Request(Guid Id, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<JobFailureView>>, IPaged;

    private static readonly SortKeys<JobFailure> Keys = new SortKeys<JobFailure>(failure => failure.Id).By("at", failure => failure.At);

    public async Task<Outcome<Page<JobFailureView>>> Handle(Request request, CancellationToken cancel) =>
        await db.Set<JobRecord>().AnyAsync(job => job.Id == request.Id, cancel)
            ? await db.Set<JobFailure>().Where(failure => failure.JobId == request.Id).ToPage(
                request with { Sort = request.Sort ?? "-at" }, Keys,
                failure => new JobFailureView(failure.Id, failure.At, failure.Milliseconds, failure.Node, failure.Error), cancel)
            : CommonProblems.NotFound("job", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/jobs/{id:guid}/failures", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListJobFailures>("Lists runs of a job that failed");
}
