namespace IncubatorHub.Laboratory.Bookings.Waiting;

/// <summary>Time came free: whoever waits for it gets an offer.</summary>
internal sealed class OfferFreedTime(HubDbContext db, WaitlistOffers offers) : IHandle<BookingChanged>
{
    private static readonly BookingChange[] Frees =
    [
        BookingChange.Rejected, BookingChange.Expired, BookingChange.Moved, BookingChange.Cancelled, BookingChange.Released, BookingChange.FinishedEarly, BookingChange.CutShort,
    ];

    /// <summary>Whether it sets time free.</summary>
    public static bool Wants(BookingChanged happened) => Frees.Contains(happened.Change);

    public async Task Handle(BookingChanged happened, CancellationToken cancel)
    {
        var equipment = await db.Bookings.Where(booking => booking.Id == happened.BookingId).Select(booking => booking.EquipmentId).SingleOrDefaultAsync(cancel);
        if (equipment is { } id)
            await offers.OfferNext(id, cancel);
    }
}
