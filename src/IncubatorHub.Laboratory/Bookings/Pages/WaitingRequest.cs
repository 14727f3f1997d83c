using IncubatorHub.Laboratory.Bookings.Reviews;

namespace IncubatorHub.Laboratory.Bookings.Pages;

/// <summary>A request in the inbox, while it is decided on.</summary>
public sealed class WaitingRequest
{
    internal WaitingRequest(BookingView booking) => (Booking, AssistedById) = (booking, booking.AssistedById);

    public BookingView Booking { get; }

    /// <summary>What to decide by; null until it was judged.</summary>
    public RequestReview? Review { get; set; }

    /// <summary>Who of the staff will be there.</summary>
    public Guid? AssistedById { get; set; }

    internal bool LacksStaff => Booking.IsAssisted && AssistedById is null;

    internal bool IsRefused => Review is { Violations.Count: > 0 };
}
