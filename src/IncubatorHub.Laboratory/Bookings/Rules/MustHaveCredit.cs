namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>The company can pay for it: what it costs is reserved when it is confirmed, and settled when it is over.</summary>
internal static class MustHaveCredit
{
    public const string Code = "booking.credit";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (facts.Act.TakesTime && facts.Credit is { } credit && credit.Quoted > credit.Left)
            yield return new Finding(Code, Right.EditCharges, ("quotedYen", credit.Quoted), ("leftYen", credit.Left));
    }
}
