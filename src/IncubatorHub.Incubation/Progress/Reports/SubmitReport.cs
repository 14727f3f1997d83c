namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>Submits a report, or corrects one that was submitted: what was said before stays as an earlier version.</summary>
[UseCase(Right.FileReports, Writes = true)]
internal sealed class SubmitReport(HubDbContext db, CallerContext context, ReportBook book) : IUseCase<SubmitReport.Request, ReportSheet>
{
    /// <summary>Versions of a report.</summary>
    public const int MaxVersions = 20;

    public sealed record Request(Guid Id, Guid? SeenVersion, ReportAnswers Answers) : IRequest<ReportSheet>, IEdit;

    public async Task<Outcome<ReportSheet>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await db.TakeReport(context.Caller, request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        if (taken.Answer.State is ReportState.Waived)
            return ReportProblems.WrongState(ReportState.Waived, ReportState.Asked, ReportState.Draft, ReportState.SentBack, ReportState.Submitted);
        if (await book.Submit(taken.Answer, request.Answers, byName: null, cancel) is { } refused)
            return refused;
        await db.SaveChangesAsync(cancel);
        return await book.Sheet(taken.Answer, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/reports/{id:guid}/submit", (Guid id, ReportAnswers answers, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, answers), cancel))
        .For<SubmitReport>("Submits or corrects a report", "Refusals: report.incomplete with missing, report.unchanged, report.wrong-state, report.too-many-versions (409).");
}
