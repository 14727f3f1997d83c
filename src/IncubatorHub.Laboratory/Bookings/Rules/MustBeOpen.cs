namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>
/// It lies in opening hours; with overnight use allowed, its start and its end do. Where out-of-hours use waits for approval it is not refused.
/// </summary>
internal static class MustBeOpen
{
    public const string Code = "booking.closed";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (!facts.Act.TakesTime || facts.Act is BookingAct.HandOver || facts.Policy.ApprovalOutOfHours is true)
            yield break;
        foreach (var closed in ClosedPartsThatMatter(facts))
            yield return new Finding(Code, Right.ManageBookings, ("from", facts.Local(closed.From)), ("until", facts.Local(closed.Until)));
    }

    /// <summary>The time out of hours that the policy does not allow.</summary>
    public static IEnumerable<Policies.Rules.TimeRange> ClosedPartsThatMatter(BookingFacts facts)
    {
        var closed = facts.Hours.ClosedIn(facts.Asked);
        return facts.Policy.AllowsOvernight is true
            ? closed.Where(one => one.From == facts.Asked.From || one.Until == facts.Asked.Until)
            : closed;
    }
}
