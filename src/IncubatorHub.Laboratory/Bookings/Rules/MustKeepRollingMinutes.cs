namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>In no stretch of a day, week, month or year that it lies in are there too many minutes. Off-peak minutes do not count.</summary>
internal static class MustKeepRollingMinutes
{
    public const string Code = "booking.rolling-minutes";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (!facts.Act.TakesTime || facts.Policy.RollingLimits is not { } limits || !facts.Hours.Counts(facts.Asked))
            yield break;
        foreach (var limit in limits)
        {
            if (Most(facts, limit) is { } minutes)
            {
                yield return new Finding(Code, Right.ManageBookings, ("window", limit.Window), ("holder", limit.Holder), ("scope", limit.Scope),
                    ("maxMinutes", limit.Minutes), ("minutes", minutes));
            }
        }
    }

    // Null when the limit is kept. Most often all that could count together is too little, and no window has to be moved.
    private static double? Most(BookingFacts facts, Policies.RollingLimit limit)
    {
        var around = facts.Asked.Padded(limit.Length, limit.Length);
        var counted = new CountedBookings(facts, limit.Holder, limit.Scope);
        if ((counted.AtMostIn(around, !limit.CountsCompleted) + facts.Asked.Length).TotalMinutes <= limit.Minutes)
            return null;
        var pieces = counted.Pieces(around, !limit.CountsCompleted);
        facts.Hours.AddPieces(facts.Asked, pieces);
        var minutes = RollingSum.Most(pieces, limit.Length, facts.Asked).TotalMinutes;
        return minutes > limit.Minutes ? minutes : null;
    }
}
