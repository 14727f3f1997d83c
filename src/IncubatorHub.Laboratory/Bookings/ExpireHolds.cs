using IncubatorHub.Laboratory.Bookings.Waiting;
using Quartz;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>
/// Ends requests that nobody decided on and offers that nobody took, in time. Due and not yet handled: what fell due while the hub was down is
/// ended at its first run.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class ExpireHolds(HubWork work, TimeProvider time) : IJob
{
    private const int BatchSize = 200;

    /// <summary>How often it runs.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await Expire(cancellationToken);

    /// <summary>Ends what is due; returns how many. Also called by tests.</summary>
    internal async Task<int> Expire(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var due = await work.Run(nameof(ExpireHolds), db => db.Bookings.AsNoTracking()
            .Where(booking => (booking.State == BookingState.Held || booking.State == BookingState.PendingApproval) && booking.HeldUntil <= now && booking.MainBookingId == null)
            .OrderBy(booking => booking.HeldUntil).Select(booking => booking.Id).Take(BatchSize).ToListAsync(cancel), cancel);
        return await work.Each<HoldExpiry>(nameof(ExpireHolds), due, (one, id) => one.End(id, cancel), cancel);
    }
}

/// <summary>Ends one hold.</summary>
internal sealed class HoldExpiry(HubDbContext db, BookingDesk desk, TimeProvider time)
{
    public async Task<bool> End(Guid bookingId, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        // Asked again now that nobody else can decide on it.
        if (await desk.Find(bookingId, [], cancel) is not { Main: { State: BookingState.Held or BookingState.PendingApproval } main } group || main.HeldUntil > now)
            return false;
        if (await db.Waitlist.SingleOrDefaultAsync(entry => entry.OfferId == bookingId, cancel) is { } entry)
            entry.State = WaitlistState.Passed;
        return await desk.Release(group, BookingState.Expired, BookingChange.Expired, "", now, cancel) is null;
    }
}
