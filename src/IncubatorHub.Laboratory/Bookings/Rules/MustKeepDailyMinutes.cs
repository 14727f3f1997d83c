namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>On no day that it touches are there too many minutes; each day counts its own part. Off-peak minutes do not count.</summary>
internal static class MustKeepDailyMinutes
{
    public const string Code = "booking.daily-minutes";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (!facts.Act.TakesTime || facts.Policy.DailyLimits is not { } limits)
            yield break;
        var clock = facts.Hours.Calendar.Clock;
        foreach (var day in clock.DatesOf(facts.Asked))
        {
            var range = clock.Day(day);
            var asked = facts.Hours.PeakOf(facts.Asked.Inside(range));
            if (asked == TimeSpan.Zero)
                continue;
            foreach (var limit in limits)
            {
                if (limit.Minutes is { } most && (new CountedBookings(facts, limit.Holder, limit.Scope).TimeIn(range) + asked).TotalMinutes is var minutes && minutes > most)
                    yield return new Finding(Code, Right.ManageBookings, ("day", day), ("holder", limit.Holder), ("scope", limit.Scope), ("maxMinutes", most), ("minutes", minutes));
            }
        }
    }
}
