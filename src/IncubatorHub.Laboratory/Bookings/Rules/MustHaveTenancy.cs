namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>Where the policy asks for a tenancy, the company has one on the first and on the last day.</summary>
internal static class MustHaveTenancy
{
    public const string Code = "booking.no-tenancy";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (facts.Policy.RequiresTenancy is not true || !facts.Act.TakesTime || facts.Tenancies is not { } tenancies)
            yield break;
        var clock = facts.Hours.Calendar.Clock;
        foreach (var day in new[] { clock.DateOf(facts.Asked.From), clock.DateOf(facts.Asked.Until.AddTicks(-1)) }.Distinct())
        {
            if (!tenancies.Any(one => one.Contains(day)))
                yield return new Finding(Code, Right.ManageBookings, ("day", day));
        }
    }
}
