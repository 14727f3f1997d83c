using Quartz;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>
/// Charges late cancellations and no-shows once their planned end has passed: what others took of the time meanwhile bears no fee. Due and not yet
/// settled, so that a missed run is made up.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class SettleGivenBack(HubWork work, TimeProvider time) : IJob
{
    private const int BatchSize = 100;

    /// <summary>How often it runs.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await SettleDue(cancellationToken) == BatchSize)
        {
            // More may be due.
        }
    }

    /// <summary>Settles at most a batch; returns how many. Also called by tests.</summary>
    internal Task<int> SettleDue(CancellationToken cancel) => work.With<BookingCharges, int>(
        nameof(SettleGivenBack), charges => charges.SettleGivenBack(time.GetUtcNow(), BatchSize, cancel), cancel);
}
