using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Incubation.Progress.Rules;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Progress.Graduation;

/// <summary>How a company stands against the criteria of a facility.</summary>
/// <param name="IsReady">Every one is met or set aside, and there is at least one.</param>
/// <param name="FiguresUntil">The last day of the report whose figures were used; null: there is none.</param>
public sealed record GraduationView(Guid CompanyId, Guid FacilityId, bool IsReady, DateOnly? FiguresUntil, IReadOnlyList<StandingView> Criteria);

/// <summary>How one criterion stands.</summary>
/// <param name="IsByFigures">The last report's figures say so, no person did.</param>
/// <param name="Found">What the last report has of the criterion's figure.</param>
public sealed record StandingView(
    CriterionView Criterion, CheckResult Result, bool IsByFigures, long? Found, long? OrFound, string Evidence, string Link, string ByName, DateTimeOffset? At);

/// <summary>Gathers what a company's graduation is judged by.</summary>
internal sealed class GraduationDesk(HubDbContext db, ReportBook book)
{
    public async Task<GraduationView> Judge(Company company, Guid facilityId, CancellationToken cancel)
    {
        var rooms = await (
            from tenancy in db.Set<Tenancy>()
            where tenancy.CompanyId == company.Id && tenancy.FacilityId == facilityId && tenancy.State == TenancyState.Current
            join unit in db.Set<Unit>() on tenancy.UnitId equals unit.Id
            select unit.RoomType).Distinct().ToListAsync(cancel);
        var criteria = await db.GraduationCriteria.AsNoTracking().Where(one => one.FacilityId == facilityId && one.RetiredAt == null).OrderBy(one => one.Id).ToListAsync(cancel);
        var checks = await db.GraduationChecks.AsNoTracking().Where(one => one.CompanyId == company.Id && one.FacilityId == facilityId).ToDictionaryAsync(one => one.CriterionId, cancel);
        var (figures, until) = await Figures(company.Id, cancel);
        var standings = GraduationRule.Judge(
            criteria.Where(one => GraduationRule.Applies(one, company.FirmType, rooms)), figures, checks.ToDictionary(one => one.Key, one => one.Value.Result));
        return new GraduationView(company.Id, facilityId, standings.Count > 0 && standings.All(one => one.Result is not CheckResult.Open), until,
        [
            .. standings.Select(one =>
            {
                var check = checks.GetValueOrDefault(one.Criterion.Id) is { Result: not CheckResult.Open } found ? found : null;
                return new StandingView(CriterionView.From(one.Criterion), one.Result, one.IsByFigures, one.Found, one.OrFound, check?.Evidence ?? "", check?.Link ?? "", check?.ByName ?? "", check?.At);
            }),
        ]);
    }

    // Of the quarterly report with the latest period that somebody submitted: thresholds are for quarters as they are for people.
    private async Task<(Dictionary<Figure, long?>, DateOnly?)> Figures(Guid companyId, CancellationToken cancel)
    {
        var last = await db.CompanyReports.AsNoTracking().Where(report => report.CompanyId == companyId && report.Versions > 0)
            .OrderByDescending(report => report.Until).ThenByDescending(report => report.LastSubmittedAt).FirstOrDefaultAsync(cancel);
        if (last is null)
            return ([], null);
        var answers = (await book.Submitted(last.Id, cancel))[0].Answers;
        var figures = answers.Figures.ToDictionary(one => one.Figure, one => one.Value);
        // Sales are judged by the year: the last four quarters, as far as they were told.
        figures[Figure.SalesYen] = await YearlySales(companyId, last.Until, cancel) ?? figures.GetValueOrDefault(Figure.SalesYen);
        return (figures, last.Until);
    }

    private async Task<long?> YearlySales(Guid companyId, DateOnly until, CancellationToken cancel)
    {
        var after = until.AddYears(-1);
        return await (
            from report in db.Set<CompanyReport>()
            where report.CompanyId == companyId && report.Kind == ReportKind.Quarterly && report.Versions > 0 && report.Until > after && report.Until <= until
            join version in db.Set<ReportVersion>() on new { ReportId = report.Id, Number = report.Versions } equals new { version.ReportId, version.Number }
            join figure in db.Set<ReportFigure>() on version.Id equals figure.VersionId
            where figure.Figure == Figure.SalesYen
            select figure.Value).SumAsync(cancel) is { } sum and > 0 ? sum : null;
    }
}
