using Quartz;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>Checks holders in whose card let them into the instrument's zone while check-in was open.</summary>
[DisallowConcurrentExecution]
internal sealed class CheckInByBadge(Rounds rounds) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await Make(cancellationToken);

    internal Task<int> Make(CancellationToken cancel) => rounds.Make<BadgeRound>(nameof(CheckInByBadge), cancel);
}
