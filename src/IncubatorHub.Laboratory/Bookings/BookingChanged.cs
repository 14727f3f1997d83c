namespace IncubatorHub.Laboratory.Bookings;

/// <summary>What happened to a booking.</summary>
public enum BookingChange
{
    Requested,
    Offered,
    Confirmed,
    Rejected,
    Expired,
    Moved,
    Extended,
    HandedOver,
    Cancelled,
    OutageCancelled,
    CheckedIn,
    Started,
    Released,
    FinishedEarly,
    Completed,
    CutShort,

    /// <summary>An automatic release or finish was undone.</summary>
    Restored,

    /// <summary>Who of the staff will be there was named, or named anew.</summary>
    Assigned,

    /// <summary>An automatic check-in was undone.</summary>
    CheckInUndone,

    /// <summary>What was offered to somebody who waits cannot be had any more.</summary>
    OfferWithdrawn,
}

/// <summary>A booking changed; written in the transaction of the change. <paramref name="Revision"/>: of the booking after it.</summary>
public sealed record BookingChanged(Guid BookingId, Guid FacilityId, Guid CompanyId, BookingChange Change, int Revision);
