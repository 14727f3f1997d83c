using IncubatorHub.Incubation.Progress.Graduation;
using IncubatorHub.Incubation.Progress.Rules;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;
using Microsoft.Extensions.Options;
using Quartz;

namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>Asks companies for the reports that are due to be asked for, once each.</summary>
[DisallowConcurrentExecution]
internal sealed class OpenReports(HubWork work) : IJob
{
    /// <summary>How often it runs.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(30);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await Open(cancellationToken) >= ReportOpening.BatchSize)
        {
            // More may be due.
        }
    }

    /// <summary>Handles one batch; returns how many were opened.</summary>
    internal Task<int> Open(CancellationToken cancel) => work.With<ReportOpening, int>(nameof(OpenReports), opening => opening.Open(cancel), cancel);
}

/// <summary>
/// Opens what is missing: baselines of companies that moved in, the last quarter's reports of those that were there long enough, alumni reports of those that
/// left. It compares what there is with what there should be, so that a run that was missed is made up and a tenancy that was imported is seen too.
/// </summary>
internal sealed class ReportOpening(HubDbContext db, ReportNotices notices, IOptions<ProgressOptions> options, TimeProvider time)
{
    public const int BatchSize = 200;

    /// <summary>Of whom a company's life after the exit is asked.</summary>
    private static readonly ExitKind[] Followed = [ExitKind.Graduated, ExitKind.Expired, ExitKind.Withdrawn, ExitKind.Relocated];

    public async Task<int> Open(CancellationToken cancel)
    {
        // Two nodes at once: the second one waits, and finds nothing due any more.
        await db.TakeTurn("reports to open", Guid.Empty, cancel);
        var opened = new List<CompanyReport>();
        var zones = await db.Set<Facility>().Where(facility => facility.RetiredAt == null).Select(facility => facility.TimeZone).Distinct().ToListAsync(cancel);
        foreach (var name in zones)
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
            var today = FacilityGate.Today(name, time.GetUtcNow());
            await Baselines(opened, zone, today, cancel);
            await Quarterlies(opened, zone, today, cancel);
            await Alumni(opened, zone, today, cancel);
        }

        db.AddRange(opened);
        foreach (var report in opened)
            await notices.Write(report, "Asked", cancel);
        return opened.Count;
    }

    private async Task Baselines(List<CompanyReport> opened, TimeZoneInfo zone, DateOnly today, CancellationToken cancel)
    {
        var moved = await (
            from tenancy in db.Set<Tenancy>()
            where tenancy.State == TenancyState.Current && db.Set<Facility>().Any(house => house.Id == tenancy.FacilityId && house.TimeZone == zone.Id && house.RetiredAt == null)
                // One stay, one baseline, however many units: a stay begins anew after an exit.
                && !db.Set<CompanyReport>().Any(report => report.CompanyId == tenancy.CompanyId && report.FacilityId == tenancy.FacilityId && report.Kind == ReportKind.Baseline
                    && !db.Set<CompanyExit>().Any(exit => exit.CompanyId == tenancy.CompanyId && exit.FacilityId == tenancy.FacilityId && exit.ExitedOn >= report.Until))
            group tenancy.StartsOn by new { tenancy.CompanyId, tenancy.FacilityId } into stay
            orderby stay.Key.CompanyId
            select new { stay.Key.CompanyId, stay.Key.FacilityId, StartsOn = stay.Min() }).Take(BatchSize - opened.Count).ToListAsync(cancel);
        opened.AddRange(moved.Select(one => New(
            ReportKind.Baseline, one.CompanyId, one.FacilityId, one.StartsOn, one.StartsOn, ReportDates.DueOn(one.StartsOn, options.Value.BaselineDueDays, today), zone)));
    }

    private async Task Quarterlies(List<CompanyReport> opened, TimeZoneInfo zone, DateOnly today, CancellationToken cancel)
    {
        var quarter = FiscalQuarter.LastBefore(today, options.Value.FiscalYearFirstMonth);
        var latest = quarter.Until.AddDays(1 - options.Value.LeastDaysInQuarter);
        var there = await (
            from tenancy in db.Set<Tenancy>()
            where tenancy.State == TenancyState.Current && tenancy.StartsOn <= latest
                && db.Set<Facility>().Any(house => house.Id == tenancy.FacilityId && house.TimeZone == zone.Id && house.RetiredAt == null)
                && !db.Set<CompanyReport>().Any(report => report.CompanyId == tenancy.CompanyId && report.FacilityId == tenancy.FacilityId && report.Kind == ReportKind.Quarterly
                    && report.Until == quarter.Until)
            select new { tenancy.CompanyId, tenancy.FacilityId }).Distinct().OrderBy(one => one.CompanyId).Take(BatchSize - opened.Count).ToListAsync(cancel);
        opened.AddRange(there.Select(one => New(
            ReportKind.Quarterly, one.CompanyId, one.FacilityId, quarter.From, quarter.Until, ReportDates.DueOn(quarter.Until, options.Value.QuarterlyDueDays, today), zone)));
    }

    private async Task Alumni(List<CompanyReport> opened, TimeZoneInfo zone, DateOnly today, CancellationToken cancel)
    {
        var years = options.Value.AlumniYears;
        for (var n = 1; n <= years && opened.Count < BatchSize; n++)
        {
            // Those whose n-th year is over and whose next one is not.
            var (after, before) = (today.AddYears(-n - 1), today.AddYears(-n));
            var left = await db.CompanyExits
                .Where(exit => exit.ExitedOn >= after && exit.ExitedOn < before && Followed.Contains(exit.Kind) && exit.AlumniAsked < n && exit.AlumniEndedAt == null
                    && db.Set<Facility>().Any(house => house.Id == exit.FacilityId && house.TimeZone == zone.Id)
                    && !db.Set<Tenancy>().Any(tenancy => tenancy.CompanyId == exit.CompanyId && tenancy.FacilityId == exit.FacilityId && tenancy.State == TenancyState.Current))
                .OrderBy(exit => exit.Id).Take(BatchSize - opened.Count).ToListAsync(cancel);
            foreach (var exit in left)
            {
                exit.AlumniAsked = n;
                // Who says that the firm is closed is not asked again.
                if (await IsClosed(exit.CompanyId, cancel))
                {
                    exit.AlumniEndedAt = time.GetUtcNow();
                    continue;
                }

                var until = exit.ExitedOn.AddYears(n);
                if (!await db.CompanyReports.AnyAsync(report => report.CompanyId == exit.CompanyId && report.FacilityId == exit.FacilityId && report.Kind == ReportKind.Alumni && report.Until == until, cancel))
                    opened.Add(New(ReportKind.Alumni, exit.CompanyId, exit.FacilityId, exit.ExitedOn.AddYears(n - 1).AddDays(1), until, ReportDates.DueOn(until, options.Value.AlumniDueDays, today), zone));
            }
        }
    }

    private async Task<bool> IsClosed(Guid companyId, CancellationToken cancel) => await db.Set<ReportVersion>().Where(version => version.CompanyId == companyId)
        .OrderByDescending(version => version.At).ThenByDescending(version => version.Number).Select(version => (BusinessStatus?)version.Status).FirstOrDefaultAsync(cancel) is BusinessStatus.Closed;

    private static CompanyReport New(ReportKind kind, Guid companyId, Guid facilityId, DateOnly from, DateOnly until, DateOnly dueOn, TimeZoneInfo zone) => new()
    {
        Kind = kind, CompanyId = companyId, FacilityId = facilityId, From = from, Until = until, DueOn = dueOn, DueAt = ReportDates.EndOf(dueOn, zone),
    };
}
