using IncubatorHub.Incubation.Health.Rules;
using IncubatorHub.Incubation.Mentoring;
using IncubatorHub.Incubation.Progress.Milestones;
using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Health;

/// <summary>Gathers what is known of companies at a facility, as far as the caller sees it: seven queries, however many companies.</summary>
internal sealed class HealthFactsLoader(HubDbContext db, CompanyUse use, TimeProvider time)
{
    private static readonly TimeSpan Span = TimeSpan.FromDays(HealthJudge.UseDays);

    public async Task<IReadOnlyList<HealthView>> Judge(Facility house, IReadOnlyList<Company> companies, CancellationToken cancel)
    {
        List<Guid> ids = [.. companies.Select(company => company.Id)];
        var now = time.GetUtcNow();
        var today = FacilityGate.Today(house.TimeZone, now);
        var late = (await db.Set<CompanyReport>().AsNoTracking().Where(report => report.FacilityId == house.Id && ids.Contains(report.CompanyId) && report.DueAt <= now && report.Kind != ReportKind.Alumni
                && (report.State == ReportState.Asked || report.State == ReportState.Draft || report.State == ReportState.SentBack))
            .Select(report => new { report.CompanyId, report.DueOn }).ToListAsync(cancel)).ToLookup(one => one.CompanyId, one => one.DueOn);
        var milestones = (await db.Set<Milestone>().AsNoTracking().Where(one => one.FacilityId == house.Id && ids.Contains(one.CompanyId) && one.State == MilestoneState.Agreed && one.DueOn < today)
            .Select(one => new { one.CompanyId, one.DueOn }).ToListAsync(cancel)).ToLookup(one => one.CompanyId, one => one.DueOn);
        var sessionsFrom = now.AddDays(-HealthJudge.SessionDays);
        var sessions = (await db.Set<MentoringSession>().AsNoTracking().Where(one => one.FacilityId == house.Id && ids.Contains(one.CompanyId) && one.Outcome != null && one.StartsAt > sessionsFrom && one.StartsAt <= now)
            .Select(one => new { one.CompanyId, one.Outcome }).ToListAsync(cancel)).ToLookup(one => one.CompanyId, one => one.Outcome);
        var ends = (await db.Set<Tenancy>().AsNoTracking().Where(one => one.FacilityId == house.Id && ids.Contains(one.CompanyId) && (one.State == TenancyState.Current || one.State == TenancyState.Planned))
            .Select(one => new { one.CompanyId, one.PlannedEndOn }).ToListAsync(cancel)).ToLookup(one => one.CompanyId, one => one.PlannedEndOn);
        var hours = await use.Hours(house.Id, ids, now - Span, now, cancel);
        var before = await use.Hours(house.Id, ids, now - (4 * Span), now - Span, cancel);
        var people = await People(house.Id, ids, cancel);
        return [.. companies.Select(company =>
        {
            var (told, ended) = (people[company.Id].ToList(), ends[company.Id].ToList());
            var facts = new HealthFacts
            {
                ReportsLate = late[company.Id].Count(), ReportDaysLate = DaysSince(late[company.Id], today),
                LabHours = hours.GetValueOrDefault(company.Id), LabHoursBefore = before.GetValueOrDefault(company.Id) / 3,
                SessionsMissed = sessions[company.Id].Count(one => one is SessionOutcome.TenantNoShow), SessionsHeld = sessions[company.Id].Count(one => one is SessionOutcome.Attended),
                MilestonesLate = milestones[company.Id].Count(), MilestoneDaysLate = DaysSince(milestones[company.Id], today),
                People = told.Count > 0 ? told[0] : null, PeopleBefore = told.Count > 1 ? told[1] : null,
                // Another room that is open, or goes on for longer, is reason enough not to worry.
                TermDaysLeft = ended.Count == 0 || ended.Contains(null) || ended.Max() is not { } last || last < today ? null : last.DayNumber - today.DayNumber,
            };
            var findings = HealthJudge.Judge(facts);
            return new HealthView(company.Id, company.NameEn, company.NameJa, house.Id, HealthJudge.LevelOf(findings), [.. findings.Select(HealthReason.Of)], HealthNumbers.Of(facts), now);
        })];
    }

    private static int DaysSince(IEnumerable<DateOnly> days, DateOnly today) => days.Select(day => today.DayNumber - day.DayNumber).DefaultIfEmpty().Max();

    // People of each report, the latest period first. One of the two numbers is enough; none is not 0.
    private async Task<ILookup<Guid, long?>> People(Guid facilityId, List<Guid> ids, CancellationToken cancel)
    {
        var rows = await (
            from report in db.Set<CompanyReport>().AsNoTracking()
            where report.FacilityId == facilityId && ids.Contains(report.CompanyId) && report.Kind == ReportKind.Quarterly && report.Versions > 0
            join version in db.Set<ReportVersion>() on new { ReportId = report.Id, Number = report.Versions } equals new { version.ReportId, version.Number }
            join figure in db.Set<ReportFigure>() on version.Id equals figure.VersionId
            where figure.Figure == Figure.PeopleFullTime || figure.Figure == Figure.PeoplePartTime
            select new { report.CompanyId, report.Until, figure.Value }).ToListAsync(cancel);
        return rows.GroupBy(row => (row.CompanyId, row.Until)).OrderByDescending(group => group.Key.Until)
            .ToLookup(group => group.Key.CompanyId, group => group.Any(row => row.Value is not null) ? group.Sum(row => row.Value) : null);
    }
}
