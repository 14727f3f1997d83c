using IncubatorHub.Laboratory.Bookings.Series;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>The module's refusals; their codes are stable. A refusal by a rule bears the rule's own code.</summary>
internal static class BookingProblems
{
    /// <summary>The only violation is that the time is taken; <c>alternatives</c> says when and where it is not.</summary>
    public static Problem Overlap { get; } = new("booking.overlap", 409, "The time is taken.");

    /// <summary>Several rules refuse it; <c>violations</c> has them all.</summary>
    public static Problem Refused { get; } = new("booking.refused", 409, "Several rules speak against this booking.");

    public static Problem EquipmentRetired(Guid equipmentId) =>
        new Problem("booking.equipment-retired", 409, "The equipment, or what must be booked along with it, is retired.").With("equipmentId", equipmentId);

    public static Problem AnotherFacility { get; } = new("booking.another-facility", 409, "The equipment stands in another facility.");

    public static Problem AnotherClass { get; } = new("booking.another-class", 409, "A booking moves only to equipment of the same class.");

    public static Problem NoMember(Guid personId, Guid companyId) =>
        new Problem("booking.no-member", 409, "The person does not belong to the company.").With("personId", personId).With("companyId", companyId);

    /// <summary>It was made along with another and follows it.</summary>
    public static Problem BelongsToMain(Guid mainBookingId) =>
        new Problem("booking.belongs-to-main", 409, "This booking was made along with another; change that one.").With("mainBookingId", mainBookingId);

    public static Problem WrongState(BookingState found, params BookingState[] needed) =>
        new Problem("booking.wrong-state", 409, "The booking's state does not allow this.").With("state", found).With("needed", needed);

    public static Problem Over(DateTimeOffset endsAt) => new Problem("booking.over", 409, "The planned time is over.").With("endsAt", endsAt);

    public static Problem NotRunning(DateTimeOffset startsAt) =>
        new Problem("booking.not-running", 409, "The booking has not begun.").With("startsAt", startsAt);

    public static Problem NotLater(DateTimeOffset endsAt) =>
        new Problem("booking.not-later", 409, "An extension ends later than planned before.").With("endsAt", endsAt);

    /// <summary>A running booking cannot wait for a yes.</summary>
    public static Problem NeedsApproval { get; } = new("booking.needs-approval", 409, "This needs a manager's yes. Ask whoever runs the facility to do it.");

    public static Problem SamePerson { get; } = new("booking.same-person", 409, "The person holds the booking already.");

    public static Problem CheckInClosed(DateTimeOffset from, DateTimeOffset until) =>
        new Problem("booking.check-in-closed", 409, "Check-in is open around the start only.").With("opensAt", from).With("closesAt", until);

    /// <summary>None, or not all, of a series could be booked; <c>refused</c> has each with its reasons.</summary>
    public static Problem SeriesRefused(int asked, IReadOnlyList<RefusedOccurrence> refused) =>
        new Problem("booking.series-refused", 409, "Bookings of the series were refused.").With("asked", asked).With("refused", refused);

    public static Problem StaffMissing { get; } = new("booking.staff-missing", 409, "Name who of the staff will be there.");

    public static Problem StaffBusy(Guid staffId) => new Problem("booking.staff-busy", 409, "That staff member is at another session then.").With("assistedById", staffId);

    public static Problem NotAssisted { get; } = new("booking.not-assisted", 409, "Nobody was asked to be there.");

    public static Problem OfferOver(DateTimeOffset heldUntil) => new Problem("booking.offer-over", 409, "The offer is over.").With("heldUntil", heldUntil);

    public static Problem TooManyWaiting(int most) => new Problem("waitlist.too-many", 409, "You wait for enough already.").With("limit", most);

    public static Problem WaitingInVain(DateTimeOffset until) => new Problem("waitlist.in-vain", 409, "The wanted time cannot be had any more.").With("until", until);
}
