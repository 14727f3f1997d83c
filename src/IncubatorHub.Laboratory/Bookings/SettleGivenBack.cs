using IncubatorHub.Laboratory.Charges;
using IncubatorHub.Laboratory.Charges.Rules;
using IncubatorHub.Platform.Jobs;
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
    internal Task<int> SettleDue(CancellationToken cancel) => work.Run(nameof(SettleGivenBack), async services =>
    {
        var (db, charges, now) = (services.GetRequiredService<HubDbContext>(), services.GetRequiredService<BookingCharges>(), time.GetUtcNow());
        var due = await (
            from booking in db.Bookings
            where (booking.State == BookingState.LateCancelled || booking.State == BookingState.ReleasedNoShow) && booking.EndsAt <= now
            join charge in db.Charges on booking.Id equals charge.BookingId
            where charge.State == ChargeState.Reserved
            orderby booking.EndsAt
            select booking).Take(BatchSize).ToListAsync(cancel);
        foreach (var booking in due)
        {
            var outcome = booking.State is BookingState.LateCancelled ? UseOutcome.LateCancelled : UseOutcome.NoShow;
            await charges.Settle(new BookingGroup(booking, [], []), outcome, used: null, endedAt: null, cancel);
        }

        return due.Count;
    }, cancel);
}
