using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>A manager wants a report corrected and says what. What was submitted counts until it is.</summary>
[UseCase(Right.ManageProgress, Writes = true)]
internal sealed class SendBackReport(HubDbContext db, CallerContext context, ReportBook book, ReportNotices notices, TimeProvider time)
    : IUseCase<SendBackReport.Request, ReportSheet>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, What Said) : IRequest<ReportSheet>, IEdit;

    public sealed record What
    {
        /// <summary>The company reads it.</summary>
        [Required, StringLength(CompanyReport.MaxRemarkLength, MinimumLength = 1)]
        public required string Remark { get; init; }
    }

    public async Task<Outcome<ReportSheet>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await db.JudgeReport(context.Caller, request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var report = taken.Answer;
        if (report.State is not ReportState.Submitted)
            return ReportProblems.WrongState(report.State, ReportState.Submitted);
        (report.State, report.Remark, report.RemarkAt) = (ReportState.SentBack, request.Said.Remark.Trim(), time.GetUtcNow());
        await notices.Write(report, "SentBack", cancel);
        await db.SaveChangesAsync(cancel);
        return await book.Sheet(report, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/reports/{id:guid}/send-back", (Guid id, What said, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, said), cancel))
        .For<SendBackReport>("Sends a report back with a remark", "Refusals: report.wrong-state (409).");
}
