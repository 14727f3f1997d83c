using IncubatorHub.Laboratory.Bookings.Waiting;
using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Bookings.Outages;

/// <summary>An instrument is out of order while it is offered to somebody who waits: the offer is withdrawn, for it could not be taken. A mere limitation leaves it.</summary>
internal sealed class WithdrawOffers(HubDbContext db, OutageReach reach, BookingDesk desk, WaitlistOffers offers) : IHandle<OutageChanged>
{
    public async Task Handle(OutageChanged happened, CancellationToken cancel)
    {
        if (await db.Outages.AsNoTracking().SingleOrDefaultAsync(one => one.Id == happened.OutageId, cancel) is not { CancelledAt: null, Effect: OutageEffect.Blocking } outage)
            return;
        var held = await (await reach.BookingsHitBy(outage, cancel)).Where(one => one.State == BookingState.Held)
            .Select(one => one.Id).Take(BookingLimits.MostAffected).ToListAsync(cancel);
        foreach (var id in held)
        {
            // Asked again now that nobody else can take it.
            if (await desk.Find(id, [], cancel) is { Main.State: BookingState.Held } group)
                await offers.Withdraw(group, outage.Cause, cancel);
        }
    }
}
