namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>It starts no further ahead than the horizon: the same time of day, so many days from now.</summary>
internal static class MustStartWithinHorizon
{
    public const string Code = "booking.horizon";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (facts.Policy.HorizonDays is { } days && facts.Act.ChoosesStart && facts.Asked.From > Last(facts, days))
            yield return new Finding(Code, Right.ManageBookings, ("horizonDays", days), ("start", facts.Local(facts.Asked.From)), ("latest", facts.Local(Last(facts, days))));
    }

    /// <summary>The last start within so many days.</summary>
    public static DateTimeOffset Last(BookingFacts facts, int days)
    {
        var (clock, now) = (facts.Hours.Calendar.Clock, facts.Local(facts.Now));
        return clock.InstantOf(DateOnly.FromDateTime(now.DateTime).AddDays(days), TimeOnly.FromTimeSpan(now.TimeOfDay));
    }
}
