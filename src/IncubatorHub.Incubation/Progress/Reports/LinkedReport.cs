namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>Finds the report that a link is about, while it may still be answered by it.</summary>
internal sealed class LinkedReport(HubDbContext db, CallerContext context, ReportLinks links, TimeProvider time)
{
    /// <summary>A link holds so long after the day on which the report was due.</summary>
    public static readonly TimeSpan HoldsFor = TimeSpan.FromDays(120);

    /// <summary>The report, tracked. Whoever has the link has proved who they are by it: the rest is asked for the hub.</summary>
    public async Task<Outcome<CompanyReport>> Find(string secret, CancellationToken cancel)
    {
        context.Caller = Caller.System;
        if (links.Read(secret) is not { } link || await db.CompanyReports.SingleOrDefaultAsync(report => report.Id == link.ReportId, cancel) is not { } found
            || !found.IsOpen || found.Versions != link.Versions || found.DueAt + HoldsFor <= time.GetUtcNow())
            return ReportProblems.LinkSpent;
        return found;
    }
}

/// <summary>What is asked, for the page behind the link in the mail. It changes nothing, however often it is read.</summary>
[UseCase(Right.Public)]
internal sealed class ReadReportLink(LinkedReport reports, ReportBook book) : IUseCase<ReadReportLink.Request, ReportSheet>
{
    public sealed record Request(string Secret) : IRequest<ReportSheet>;

    public async Task<Outcome<ReportSheet>> Handle(Request request, CancellationToken cancel)
    {
        var found = await reports.Find(request.Secret, cancel);
        return found.IsAnswer ? await book.Sheet(found.Answer, cancel) : found.Problem;
    }
}

/// <summary>A company that has left answers by the link in the mail, without a sign-in; run by that page's form only.</summary>
[UseCase(Right.Public, Writes = true)]
internal sealed class AnswerReportByLink(LinkedReport reports, ReportBook book) : IUseCase<AnswerReportByLink.Request, Done>
{
    /// <param name="Secret">Of the link.</param>
    /// <param name="Name">Of whoever answers.</param>
    /// <param name="Answers">What they say.</param>
    public sealed record Request(
        string Secret,
        [property: System.ComponentModel.DataAnnotations.Required, System.ComponentModel.DataAnnotations.StringLength(100, MinimumLength = 1)] string Name,
        ReportAnswers Answers) : IRequest<Done>;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        var found = await reports.Find(request.Secret, cancel);
        if (!found.IsAnswer)
            return found.Problem;
        return await book.Submit(found.Answer, request.Answers, request.Name.Trim(), cancel) is { } refused ? refused : Done.It;
    }
}
