using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>A manager says that a report is not needed, and why; nobody is reminded of it any more.</summary>
[UseCase(Right.ManageProgress, Writes = true)]
internal sealed class WaiveReport(HubDbContext db, CallerContext context, ReportBook book, TimeProvider time) : IUseCase<WaiveReport.Request, ReportSheet>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Why Said) : IRequest<ReportSheet>, IEdit;

    public sealed record Why
    {
        /// <summary>The company reads it.</summary>
        [Required, StringLength(CompanyReport.MaxRemarkLength, MinimumLength = 1)]
        public required string Reason { get; init; }
    }

    public async Task<Outcome<ReportSheet>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await db.JudgeReport(context.Caller, request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var report = taken.Answer;
        // What was submitted stands; there is nothing to dispense with.
        if (!report.IsOpen || report.Versions > 0)
            return ReportProblems.WrongState(report.State, ReportState.Asked, ReportState.Draft);
        (report.State, report.Remark, report.RemarkAt) = (ReportState.Waived, request.Said.Reason.Trim(), time.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return await book.Sheet(report, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/reports/{id:guid}/waive", (Guid id, Why said, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, said), cancel))
        .For<WaiveReport>("Says that a report is not needed", "Refusals: report.wrong-state (409).");
}
