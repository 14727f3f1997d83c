namespace IncubatorHub.Laboratory.Bookings;

/// <summary>Where a booking stands. A booking is never deleted.</summary>
public enum BookingState
{
    /// <summary>The slot is held for an offer from the waiting list until <see cref="Booking.HeldUntil"/>.</summary>
    Held,

    /// <summary>Waits for a manager until <see cref="Booking.HeldUntil"/>; the slot is kept meanwhile.</summary>
    PendingApproval,
    Confirmed,

    /// <summary>The holder was seen: by a badge, at the kiosk, by phone.</summary>
    CheckedIn,

    /// <summary>The instrument runs for the holder.</summary>
    InUse,

    /// <summary>Over, used.</summary>
    Completed,

    /// <summary>A manager said no.</summary>
    Rejected,

    /// <summary>Nobody said yes, or took the offer, in time.</summary>
    Expired,

    /// <summary>Cancelled by the holder's side in time.</summary>
    Withdrawn,

    /// <summary>Cancelled by the holder's side too late.</summary>
    LateCancelled,

    /// <summary>Nobody came; the time was given free.</summary>
    ReleasedNoShow,

    /// <summary>Ended by a manager while it ran.</summary>
    CutShort,

    /// <summary>Cancelled because of an outage, free of charge.</summary>
    OutageCancelled,

    /// <summary>Replaced by another booking: by a hand-over or a move to another instrument.</summary>
    Superseded,
}

/// <summary>Groups of states.</summary>
public static class BookingStates
{
    /// <summary>States that may still become another, and hold the slot.</summary>
    public static readonly BookingState[] Live =
        [BookingState.Held, BookingState.PendingApproval, BookingState.Confirmed, BookingState.CheckedIn, BookingState.InUse];

    extension(BookingState state)
    {
        /// <summary>It may still become another state, and holds its slot.</summary>
        public bool IsLive => state <= BookingState.InUse;

        /// <summary>The holder is there.</summary>
        public bool IsRunning => state is BookingState.CheckedIn or BookingState.InUse;

        /// <summary>Counts towards limits: not what was refused, given back in time, or taken away.</summary>
        public bool Counts => state is BookingState.PendingApproval or BookingState.Confirmed or BookingState.CheckedIn or BookingState.InUse
            or BookingState.Completed or BookingState.LateCancelled or BookingState.ReleasedNoShow or BookingState.CutShort;
    }
}
