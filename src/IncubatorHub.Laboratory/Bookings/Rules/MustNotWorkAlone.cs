using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>Where two are needed out of hours, another qualified person is there for all of the time that the house is closed.</summary>
internal static class MustNotWorkAlone
{
    public const string Code = "booking.buddy";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (!(facts.Policy.BuddyOutOfHours ?? facts.Resource.NeedsBuddyOutOfHours) || !facts.Act.TakesTime || facts.Resource.IsUnattended)
            yield break;
        var there = TimeRanges.Merged(facts.BuddiesThere);
        foreach (var alone in facts.Hours.ClosedIn(facts.Asked).Where(closed => !TimeRanges.Cover(there, closed)))
            yield return new Finding(Code, Right.ManageBookings, ("from", facts.Local(alone.From)), ("until", facts.Local(alone.Until)));
    }
}
