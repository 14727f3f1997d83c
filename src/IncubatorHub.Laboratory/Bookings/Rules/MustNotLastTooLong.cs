namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>It is not longer than the longest booking; off-peak minutes do not count.</summary>
internal static class MustNotLastTooLong
{
    public const string Code = "booking.too-long";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (facts.Policy.MaxMinutes is not { } most || !facts.Act.TakesTime)
            yield break;
        var counted = facts.Hours.PeakOf(facts.Asked).TotalMinutes;
        if (counted > most)
            yield return new Finding(Code, Right.ManageBookings, ("maxMinutes", most), ("countedMinutes", counted), ("minutes", facts.Asked.Minutes));
    }
}
