using IncubatorHub.Registry.Tenancies;
using Quartz;

namespace IncubatorHub.Incubation.Progress.Graduation;

/// <summary>
/// Notes exits of companies whose tenancies were ended one by one or by an import: whoever has left and does not come again within a week has left for good. It
/// compares rows, so a run that was missed is made up.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class NoteExits(HubWork work) : IJob
{
    /// <summary>How often it runs.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await Note(cancellationToken) >= ExitsOfTenancies.BatchSize)
        {
            // More may be due.
        }
    }

    /// <summary>Handles one batch; returns how many exits it noted.</summary>
    internal Task<int> Note(CancellationToken cancel) => work.With<ExitsOfTenancies, int>(nameof(NoteExits), exits => exits.Note(cancel), cancel);
}

internal sealed class ExitsOfTenancies(HubDbContext db, TimeProvider time)
{
    public const int BatchSize = 200;

    /// <summary>Days in which a company that moves to another room may have none.</summary>
    public const int DaysBetweenRooms = 7;

    public async Task<int> Note(CancellationToken cancel)
    {
        await db.TakeTurn("exits to note", Guid.Empty, cancel);
        var before = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-DaysBetweenRooms);
        var left = await (
            from tenancy in db.Set<Tenancy>()
            where tenancy.State == TenancyState.Ended && tenancy.EndsOn < before
                && !db.Set<Tenancy>().Any(other => other.CompanyId == tenancy.CompanyId && other.FacilityId == tenancy.FacilityId
                    && (other.State == TenancyState.Current || other.State == TenancyState.Planned || (other.State == TenancyState.Ended && other.EndsOn > tenancy.EndsOn)))
                && !db.Set<CompanyExit>().Any(exit => exit.CompanyId == tenancy.CompanyId && exit.FacilityId == tenancy.FacilityId && exit.ExitedOn >= tenancy.EndsOn)
            orderby tenancy.EndsOn, tenancy.Id
            select tenancy).AsNoTracking().Take(BatchSize).ToListAsync(cancel);
        // Two rooms left on one day are one exit.
        var last = left.GroupBy(tenancy => (tenancy.CompanyId, tenancy.FacilityId)).Select(group => group.Last()).ToList();
        db.AddRange(last.Select(tenancy => new CompanyExit
        {
            CompanyId = tenancy.CompanyId, FacilityId = tenancy.FacilityId, ExitedOn = tenancy.EndsOn!.Value, Kind = tenancy.ExitKind!.Value, Reason = tenancy.Reason,
        }));
        return left.Count;
    }
}
