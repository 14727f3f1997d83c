namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>On no day that it touches are there too many bookings; one across midnight counts on both days. Off-peak time does not count.</summary>
internal static class MustKeepDailyCount
{
    public const string Code = "booking.daily-count";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (!facts.Act.TakesTime || facts.Policy.DailyLimits is not { } limits)
            yield break;
        var clock = facts.Hours.Calendar.Clock;
        foreach (var day in clock.DatesOf(facts.Asked))
        {
            var range = clock.Day(day);
            if (!facts.Hours.Counts(facts.Asked.Inside(range)))
                continue;
            foreach (var limit in limits)
            {
                if (limit.Count is { } most && new CountedBookings(facts, limit.Holder, limit.Scope).CountIn(range) + 1 is var count && count > most)
                    yield return new Finding(Code, Right.ManageBookings, ("day", day), ("holder", limit.Holder), ("scope", limit.Scope), ("maxCount", most), ("count", count));
            }
        }
    }
}
