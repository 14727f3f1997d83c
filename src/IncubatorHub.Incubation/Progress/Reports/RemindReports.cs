using Quartz;

namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>Reminds companies of reports, and stops when they are done.</summary>
[DisallowConcurrentExecution]
internal sealed class RemindReports(HubWork work) : IJob
{
    /// <summary>How often it runs.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(30);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await Send(cancellationToken) >= DueReportReminders.BatchSize)
        {
            // More may be due.
        }
    }

    /// <summary>Handles one batch; returns how many reports it looked at.</summary>
    internal Task<int> Send(CancellationToken cancel) => work.With<DueReportReminders, int>(nameof(RemindReports), due => due.Send(cancel), cancel);
}

/// <summary>
/// Reminders that are due: a week before the day, three days after it and three weeks after it. What was due while the hub was down is made up by one mail, the
/// latest that is due. A report about which the company has nothing to do gets none.
/// </summary>
internal sealed class DueReportReminders(HubDbContext db, ReportNotices notices, TimeProvider time)
{
    public const int BatchSize = 200;

    /// <summary>The kind of the first reminder.</summary>
    public const string Before = "before-7";

    // The latest first: what it handles, the earlier ones must not.
    private static readonly (string Kind, string Text, TimeSpan FromDue)[] Rounds =
        [("late-21", "Late", TimeSpan.FromDays(21)), ("late-3", "Late", TimeSpan.FromDays(3)), (Before, "Before", TimeSpan.FromDays(-7))];

    public async Task<int> Send(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await db.TakeTurn("report reminders", Guid.Empty, cancel);
        var looked = 0;
        for (var index = 0; index < Rounds.Length && looked < BatchSize; index++)
        {
            var (_, text, fromDue) = Rounds[index];
            foreach (var report in await Due(now, index, BatchSize - looked, cancel))
            {
                looked++;
                // Who was asked only after the reminder was due, or has just had it back, has just heard of it.
                if ((report.RemarkAt ?? report.CreatedAt) <= report.DueAt + fromDue)
                    await notices.Write(report, text, cancel);
                foreach (var (kind, _, _) in Rounds.Skip(index))
                {
                    if (!await db.Set<ReportReminder>().AnyAsync(one => one.ReportId == report.Id && one.Kind == kind, cancel))
                        db.Add(new ReportReminder { ReportId = report.Id, Kind = kind, At = now });
                }
            }

            await db.SaveChangesAsync(cancel);
        }

        return looked;
    }

    private Task<List<CompanyReport>> Due(DateTimeOffset now, int index, int atMost, CancellationToken cancel)
    {
        var (kind, before) = (Rounds[index].Kind, now - Rounds[index].FromDue);
        return db.CompanyReports.AsNoTracking()
            .Where(report => (report.State == ReportState.Asked || report.State == ReportState.Draft || report.State == ReportState.SentBack) && report.DueAt <= before)
            .Where(report => !db.Set<ReportReminder>().Any(one => one.ReportId == report.Id && one.Kind == kind))
            .OrderBy(report => report.DueAt).Take(atMost).ToListAsync(cancel);
    }
}
