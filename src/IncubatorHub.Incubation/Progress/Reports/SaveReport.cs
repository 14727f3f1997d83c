namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>Keeps what is written so far, without submitting it.</summary>
[UseCase(Right.FileReports, Writes = true)]
internal sealed class SaveReport(HubDbContext db, CallerContext context, ReportBook book) : IUseCase<SaveReport.Request, ReportSheet>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, ReportAnswers Answers) : IRequest<ReportSheet>, IEdit;

    public async Task<Outcome<ReportSheet>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await db.TakeReport(context.Caller, request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var report = taken.Answer;
        if (!report.IsOpen)
            return ReportProblems.WrongState(report.State, ReportState.Asked, ReportState.Draft, ReportState.SentBack);
        report.Draft = request.Answers.ToJson();
        if (report.State is ReportState.Asked)
            report.State = ReportState.Draft;
        await db.SaveChangesAsync(cancel);
        return await book.Sheet(report, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/reports/{id:guid}", (Guid id, ReportAnswers answers, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, answers), cancel))
        .For<SaveReport>("Saves a report's draft", "Refusals: report.wrong-state (409).");
}
