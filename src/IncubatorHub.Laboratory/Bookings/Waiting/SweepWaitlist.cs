using Quartz;

namespace IncubatorHub.Laboratory.Bookings.Waiting;

/// <summary>
/// Takes off the list whose wanted time is over, and looks anew for those who still wait: time also comes free without a booking that changes, by
/// an outage that ends or a rule that was relaxed.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class SweepWaitlist(HubWork work, TimeProvider time) : IJob
{
    private const int BatchSize = 500;

    /// <summary>How often it runs.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(2);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await Expire(cancellationToken);
        await Offer(cancellationToken);
    }

    internal Task<int> Expire(CancellationToken cancel) => work.Run(nameof(SweepWaitlist), async db =>
    {
        var now = time.GetUtcNow();
        var waiting = await db.Waitlist.Where(entry => entry.State == WaitlistState.Waiting && entry.From < now).OrderBy(entry => entry.Until).Take(BatchSize).ToListAsync(cancel);
        var over = waiting.Where(entry => entry.Until.AddMinutes(-entry.Minutes) <= now).ToList();
        foreach (var entry in over)
            entry.State = WaitlistState.Expired;
        return over.Count;
    }, cancel);

    internal async Task<int> Offer(CancellationToken cancel)
    {
        var line = await work.Run(nameof(SweepWaitlist), db => db.Waitlist.AsNoTracking().Where(entry => entry.State == WaitlistState.Waiting)
            .OrderBy(entry => entry.Id).Select(entry => entry.Id).Take(BatchSize).ToListAsync(cancel), cancel);
        return await work.Each<WaitlistSweep>(nameof(SweepWaitlist), line, (one, id) => one.Offer(id, cancel), cancel);
    }
}

/// <summary>Looks for one of those who wait.</summary>
internal sealed class WaitlistSweep(HubDbContext db, WaitlistOffers offers)
{
    public async Task<bool> Offer(Guid entryId, CancellationToken cancel) =>
        await db.Waitlist.SingleOrDefaultAsync(entry => entry.Id == entryId && entry.State == WaitlistState.Waiting, cancel) is { } entry
        && await offers.OfferTo(entry, cancel);
}
