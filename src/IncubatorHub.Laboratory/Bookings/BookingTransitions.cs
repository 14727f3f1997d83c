using static IncubatorHub.Laboratory.Bookings.BookingState;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>Which state may follow which. Nothing else in the module knows.</summary>
internal static class BookingTransitions
{
    private static readonly Dictionary<BookingState, BookingState[]> After = new()
    {
        [Held] = [PendingApproval, Confirmed, Expired, Withdrawn, OutageCancelled],
        [PendingApproval] = [Confirmed, Rejected, Expired, Withdrawn, OutageCancelled, Superseded],
        // Completed without having been seen: time passed, and nothing healthy says that nobody came.
        [Confirmed] = [PendingApproval, CheckedIn, InUse, Completed, Withdrawn, LateCancelled, ReleasedNoShow, CutShort, OutageCancelled, Superseded],
        // An automatic act can be undone, here and below.
        [CheckedIn] = [Confirmed, InUse, Completed, CutShort, OutageCancelled, Superseded],
        [InUse] = [Completed, CutShort, OutageCancelled, Superseded],
        [ReleasedNoShow] = [Confirmed],
        [Completed] = [Confirmed, CheckedIn, InUse],
    };

    /// <summary>Whether <paramref name="next"/> may follow.</summary>
    public static bool MayBecome(this BookingState state, BookingState next) => After.GetValueOrDefault(state, []).Contains(next);

    /// <summary>Changes the state. Throws when it may not: use cases judge first, so that is a defect.</summary>
    public static void Become(this Booking booking, BookingState next)
    {
        if (booking.State != next && !booking.State.MayBecome(next))
            throw new InvalidOperationException($"A booking that is {booking.State} cannot become {next}.");
        booking.State = next;
        if (next is not (Held or PendingApproval))
            booking.HeldUntil = null;
    }
}
