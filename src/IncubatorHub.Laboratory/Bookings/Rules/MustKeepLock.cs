namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>
/// In the last minutes before its start a booking may get longer, but not shorter and not elsewhere. Once it runs its holder may finish early;
/// cancelling is a matter of <see cref="MustGiveNotice"/> and of late cancellation.
/// </summary>
internal static class MustKeepLock
{
    public const string Code = "booking.locked";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (facts.Policy.LockMinutes is not { } minutes || facts.Act is not (BookingAct.Change or BookingAct.Shrink))
            yield break;
        var start = facts.Before.From;
        if (start.AddMinutes(-minutes) <= facts.Now && facts.Now < start && !facts.Asked.Contains(facts.Before))
            yield return new Finding(Code, Right.ManageBookings, ("lockMinutes", minutes), ("start", facts.Local(start)), ("now", facts.Local(facts.Now)));
    }
}
