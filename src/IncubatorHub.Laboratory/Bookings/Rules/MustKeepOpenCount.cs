namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>There are not too many bookings that are not over yet, running ones included. One that is all off-peak does not count.</summary>
internal static class MustKeepOpenCount
{
    public const string Code = "booking.open-count";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (!facts.Act.TakesTime || facts.Policy.OpenLimits is not { } limits || !facts.Hours.Counts(facts.Asked))
            yield break;
        foreach (var limit in limits)
        {
            if (limit.Count is { } most && new CountedBookings(facts, limit.Holder, limit.Scope).Open().Count + 1 is var count && count > most)
                yield return new Finding(Code, Right.ManageBookings, ("holder", limit.Holder), ("scope", limit.Scope), ("maxCount", most), ("count", count));
        }
    }
}
