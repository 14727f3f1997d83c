namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>The holder's door rights lead to the instrument's zone at start and at end.</summary>
internal static class MustReachZone
{
    public const string Code = "booking.zone-unreachable";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (facts.Act.TakesTime && facts.ReachesZone is { } reaches && !(reaches.AtStart && reaches.AtEnd))
            yield return new Finding(Code, Right.ManageBookings, ("atStart", reaches.AtStart), ("atEnd", reaches.AtEnd));
    }
}
