namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>Bookings that are not over yet, running ones included, have not too many minutes; each counts as a whole. Off-peak minutes do not count.</summary>
internal static class MustKeepOpenMinutes
{
    public const string Code = "booking.open-minutes";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (!facts.Act.TakesTime || facts.Policy.OpenLimits is not { } limits || facts.Hours.PeakOf(facts.Asked) is not { Ticks: > 0 } asked)
            yield break;
        foreach (var limit in limits)
        {
            if (limit.Minutes is { } most && (new CountedBookings(facts, limit.Holder, limit.Scope).Open().Time + asked).TotalMinutes is var minutes && minutes > most)
                yield return new Finding(Code, Right.ManageBookings, ("holder", limit.Holder), ("scope", limit.Scope), ("maxMinutes", most), ("minutes", minutes));
        }
    }
}
