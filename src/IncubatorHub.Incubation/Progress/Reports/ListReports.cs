namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>Lists reports of the caller's companies and facilities.</summary>
[UseCase(Right.ReadProgress)]
internal sealed class ListReports(HubDbContext db, ReportBook book, TimeProvider time) : IUseCase<ListReports.Request, Page<ReportView>>
{
    /// <param name="FacilityId">Only those that this facility asks for.</param>
    /// <param name="CompanyId">Only of this company.</param>
    /// <param name="Kind">Only of this kind.</param>
    /// <param name="State">Only in this state.</param>
    /// <param name="Open">true: only those about which the company has something to do.</param>
    /// <param name="Late">true: only those of them whose day is past.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? CompanyId = null, Choice<ReportKind>? Kind = null, Choice<ReportState>? State = null, bool Open = false, bool Late = false,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<ReportView>>, IPaged;

    private static readonly SortKeys<CompanyReport> Keys = new SortKeys<CompanyReport>(report => report.Id)
        .By("dueOn", report => report.DueOn)
        .By("until", report => report.Until)
        .By("submittedAt", report => report.LastSubmittedAt ?? DateTimeOffset.UnixEpoch);

    public async Task<Outcome<Page<ReportView>>> Handle(Request request, CancellationToken cancel)
    {
        IQueryable<CompanyReport> rows = db.CompanyReports;
        if (request.FacilityId is { } facility)
            rows = rows.Where(report => report.FacilityId == facility);
        if (request.CompanyId is { } company)
            rows = rows.Where(report => report.CompanyId == company);
        if (request.Kind is { Value: var kind })
            rows = rows.Where(report => report.Kind == kind);
        if (request.State is { Value: var state })
            rows = rows.Where(report => report.State == state);
        if (request.Open || request.Late)
            rows = rows.Where(report => report.State == ReportState.Asked || report.State == ReportState.Draft || report.State == ReportState.SentBack);
        if (request.Late)
        {
            var now = time.GetUtcNow();
            rows = rows.Where(report => report.DueAt <= now);
        }

        var page = await rows.ToPage(request, Keys, report => report, cancel);
        return page.IsAnswer ? new Page<ReportView>(await book.Views(page.Answer.Items, cancel), page.Answer.NextCursor, page.Answer.Total) : page.Problem;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/reports", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListReports>("Lists reports");
}
