namespace IncubatorHub.Laboratory.Bookings.Waiting;

/// <summary>Time came free: whoever waits for it gets an offer.</summary>
internal sealed class OfferFreedTime(HubDbContext db, WaitlistOffers offers) : IHandle<BookingChanged>
{
    private static readonly BookingChange[] Frees =
    [
        BookingChange.Rejected, BookingChange.Expired, BookingChange.Moved, BookingChange.Cancelled, BookingChange.Released, BookingChange.FinishedEarly, BookingChange.CutShort,
    ];

    public async Task Handle(BookingChanged happened, CancellationToken cancel)
    {
        if (!Frees.Contains(happened.Change))
            return;
        var equipment = await db.Bookings.Where(booking => booking.Id == happened.BookingId).Select(booking => booking.EquipmentId).SingleOrDefaultAsync(cancel);
        if (equipment is { } id)
            await offers.OfferNext(id, cancel);
    }
}
