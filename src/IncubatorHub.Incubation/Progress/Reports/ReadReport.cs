namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>Reads a report: its answers, what the company said before, and every version.</summary>
[UseCase(Right.ReadProgress)]
internal sealed class ReadReport(HubDbContext db, ReportBook book) : IUseCase<ReadReport.Request, ReportSheet>
{
    public sealed record Request(Guid Id) : IRequest<ReportSheet>;

    public async Task<Outcome<ReportSheet>> Handle(Request request, CancellationToken cancel) =>
        await db.CompanyReports.AsNoTracking().SingleOrDefaultAsync(report => report.Id == request.Id, cancel) is { } report
            ? await book.Sheet(report, cancel)
            : ReportProblems.NotFound(request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/reports/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadReport>("Reads a report");
}
