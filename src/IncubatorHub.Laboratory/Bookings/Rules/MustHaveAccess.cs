namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>The holder's account is in use, with a role in the company, until the end.</summary>
internal static class MustHaveAccess
{
    public const string Code = "booking.no-access";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (facts.Act.TakesTime && (facts.HasAccess is false || facts.AccessUntil < facts.Asked.Until))
            yield return new Finding(Code, null, ("until", facts.AccessUntil is { } end ? facts.Local(end) : null));
    }
}
