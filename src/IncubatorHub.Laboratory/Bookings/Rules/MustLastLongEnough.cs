namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>It is not shorter than the shortest booking, in real minutes.</summary>
internal static class MustLastLongEnough
{
    public const string Code = "booking.too-short";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (facts.Policy.MinMinutes is { } least && facts.Act.ChoosesLength && facts.Asked.Minutes < least)
            yield return new Finding(Code, Right.ManageBookings, ("minMinutes", least), ("minutes", facts.Asked.Minutes));
    }
}
