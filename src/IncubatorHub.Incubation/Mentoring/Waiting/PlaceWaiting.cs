using Quartz;

namespace IncubatorHub.Incubation.Mentoring.Waiting;

/// <summary>Looks for times for those who wait. Whoever was looked at longest ago comes first into a run, and within it who waits longest.</summary>
[DisallowConcurrentExecution]
internal sealed class PlaceWaiting(HubWork work) : IJob
{
    /// <summary>Wishes looked at in a run.</summary>
    public const int BatchSize = 200;

    /// <summary>How often it runs.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await Place(cancellationToken);

    /// <summary>Looks once for each; returns how many wait no longer. Also called by tests.</summary>
    internal async Task<int> Place(CancellationToken cancel)
    {
        var due = await work.Run(nameof(PlaceWaiting), db => db.Set<MentoringWait>().AsNoTracking()
            .Where(wait => wait.State == WaitState.Waiting).OrderBy(wait => wait.TriedAt != null).ThenBy(wait => wait.TriedAt).ThenBy(wait => wait.Id).Take(BatchSize)
            .Select(wait => wait.Id).ToListAsync(cancel), cancel);
        // Ids grow with time.
        return await work.Each<WaitPlacement>(nameof(PlaceWaiting), due.Order(), (one, id) => one.Try(id, cancel), cancel);
    }
}
