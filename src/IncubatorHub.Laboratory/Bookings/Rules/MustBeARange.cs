namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>It ends after it starts, and is no longer than <see cref="MaxDays"/> days, so that no rule has to look at more.</summary>
internal static class MustBeARange
{
    public const string Code = "booking.range";
    public const int MaxDays = 92;

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (facts.Asked.Length <= TimeSpan.Zero || facts.Asked.Length > TimeSpan.FromDays(MaxDays))
            yield return new Finding(Code, null, ("start", facts.Local(facts.Asked.From)), ("end", facts.Local(facts.Asked.Until)), ("maxDays", MaxDays));
    }
}
