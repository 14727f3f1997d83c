using IncubatorHub.Incubation.Progress.Rules;
using IncubatorHub.Registry.People;
using IncubatorHub.Registry.Tenancies;
using Microsoft.Extensions.Options;

namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>Reads what was submitted, makes views of it, and puts one more version in.</summary>
internal sealed class ReportBook(HubDbContext db, CallerContext context, OwnAccount own, IOptions<ProgressOptions> options, TimeProvider time)
{
    /// <summary>Views of a page of reports, in its order.</summary>
    public async Task<IReadOnlyList<ReportView>> Views(IReadOnlyList<CompanyReport> reports, CancellationToken cancel)
    {
        List<Guid> ids = [.. reports.Select(report => report.CompanyId).Distinct()];
        var names = await db.Set<Company>().IgnoreQueryFilters([ScopeFilters.Name]).Where(company => ids.Contains(company.Id))
            .ToDictionaryAsync(company => company.Id, company => (company.NameEn, company.NameJa), cancel);
        var now = time.GetUtcNow();
        return [.. reports.Select(report =>
        {
            var (en, ja) = names[report.CompanyId];
            var quarter = FiscalQuarter.Of(report.Until, options.Value.FiscalYearFirstMonth);
            return new ReportView(
                report.Id, report.Version, report.CompanyId, en, ja, report.FacilityId, report.Kind, report.From, report.Until, quarter.Year, quarter.Number, report.DueOn, report.State,
                report.IsOpen && report.DueAt <= now, report.WasLate, report.Versions, report.Remark, report.RemarkAt, report.FirstSubmittedAt, report.LastSubmittedAt);
        })];
    }

    /// <summary>A report with all that was said.</summary>
    public async Task<ReportSheet> Sheet(CompanyReport report, CancellationToken cancel)
    {
        var submitted = await Submitted(report.Id, cancel);
        var (before, until) = await Before(report, cancel);
        var draft = ReportAnswers.FromJson(report.Draft);
        var answers = draft ?? (submitted is [var last, ..] ? last.Answers : FigureBook.Prefill(before));
        return new ReportSheet((await Views([report], cancel))[0], answers, draft is null && submitted.Count == 0, before, until, ReportDifferences.Between(before, answers), submitted);
    }

    /// <summary>Every version of a report, the newest first.</summary>
    public async Task<IReadOnlyList<SubmittedAnswers>> Submitted(Guid reportId, CancellationToken cancel)
    {
        var versions = await db.Set<ReportVersion>().AsNoTracking().Where(version => version.ReportId == reportId).OrderByDescending(version => version.Number).ToListAsync(cancel);
        var figures = await Figures([.. versions.Select(version => version.Id)], cancel);
        return [.. versions.Select(version => new SubmittedAnswers(version.Number, version.At, version.ByName, AnswersOf(version, figures[version.Id])))];
    }

    /// <summary>The figures of versions.</summary>
    public async Task<ILookup<Guid, ReportFigure>> Figures(IReadOnlyList<Guid> versionIds, CancellationToken cancel) =>
        (await db.Set<ReportFigure>().AsNoTracking().Where(one => versionIds.Contains(one.VersionId)).ToListAsync(cancel)).ToLookup(one => one.VersionId);

    /// <summary>Submits answers as one more version; the refusal if they are not fit.</summary>
    public async Task<Problem?> Submit(CompanyReport report, ReportAnswers answers, string? byName, CancellationToken cancel)
    {
        if (MustBeComplete.Missing(answers) is { Count: > 0 } missing)
            return ReportProblems.Incomplete(missing);
        if (report.Versions >= SubmitReport.MaxVersions)
            return ReportProblems.TooManyVersions;
        if (report.Versions > 0 && ReportDifferences.AreSame((await Submitted(report.Id, cancel))[0].Answers, answers))
            return ReportProblems.Unchanged;
        var now = time.GetUtcNow();
        var version = new ReportVersion
        {
            ReportId = report.Id, CompanyId = report.CompanyId, FacilityId = report.FacilityId, Number = report.Versions + 1, At = now,
            ById = byName is null ? await own.Find(cancel) : null, ByName = byName ?? context.Caller.Name, Status = answers.Status, Successor = answers.Successor.Trim(),
            PrefectureCode = answers.PrefectureCode, Address = answers.Address.Trim(), Remarks = answers.Remarks.Trim(),
        };
        db.Add(version);
        db.AddRange(answers.Figures.Select(one => new ReportFigure { VersionId = version.Id, Figure = one.Figure, Value = one.Value, Source = one.Source, Confidence = one.Confidence }));
        (report.State, report.Draft, report.Versions, report.LastSubmittedAt) = (ReportState.Submitted, "", version.Number, now);
        if (report.FirstSubmittedAt is null)
            (report.FirstSubmittedAt, report.WasLate) = (now, now >= report.DueAt);
        return null;
    }

    // The last report before this one that somebody submitted: a company has one history, wherever it told it.
    private async Task<(ReportAnswers?, DateOnly?)> Before(CompanyReport report, CancellationToken cancel)
    {
        var before = await db.CompanyReports.AsNoTracking()
            .Where(one => one.CompanyId == report.CompanyId && one.Id != report.Id && one.Until <= report.Until && one.Versions > 0)
            .OrderByDescending(one => one.Until).ThenByDescending(one => one.LastSubmittedAt).FirstOrDefaultAsync(cancel);
        return before is null ? (null, null) : ((await Submitted(before.Id, cancel))[0].Answers, before.Until);
    }

    private static ReportAnswers AnswersOf(ReportVersion version, IEnumerable<ReportFigure> figures) => new()
    {
        Status = version.Status, Successor = version.Successor, PrefectureCode = version.PrefectureCode, Address = version.Address, Remarks = version.Remarks,
        Figures = [.. figures.OrderBy(one => one.Figure).Select(one => new FigureAnswer { Figure = one.Figure, Value = one.Value, Source = one.Source, Confidence = one.Confidence })],
    };
}
