using IncubatorHub.Laboratory.Policies;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>Between two bookings of one person there is a gap, so that nobody keeps an instrument to themselves by booking it again and again.</summary>
internal static class MustLeaveGap
{
    public const string Code = "booking.gap";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (!facts.Act.TakesTime)
            yield break;
        foreach (var (scope, minutes) in Stated(facts.Policy))
        {
            if (TooNear(facts, scope, TimeSpan.FromMinutes(minutes)) is { } near)
            {
                yield return new Finding(Code, Right.ManageBookings, ("scope", scope), ("gapMinutes", minutes),
                    ("bookingId", near.Id), ("start", facts.Local(near.Range.From)), ("end", facts.Local(near.Range.Until)));
            }
        }
    }

    private static IEnumerable<(LimitScope Scope, int Minutes)> Stated(PolicyRules policy)
    {
        if (policy.GapOnItemMinutes is > 0 and { } item)
            yield return (LimitScope.Item, item);
        if (policy.GapOnClassMinutes is > 0 and { } ofClass)
            yield return (LimitScope.Class, ofClass);
        if (policy.GapOnAnyMinutes is > 0 and { } any)
            yield return (LimitScope.Any, any);
    }

    private static HeldBooking? TooNear(BookingFacts facts, LimitScope scope, TimeSpan gap)
    {
        var around = facts.Asked.Padded(gap, gap);
        foreach (ref readonly var one in facts.Bookings.AsSpan())
        {
            if (one.Range.Meets(around) && one.PersonId == facts.PersonId && HoldsTime(one.State) && one.Id != facts.Present?.Id && one.IsZone == facts.Resource.IsZone
                && (scope is LimitScope.Any || (scope is LimitScope.Class ? one.ClassCode == facts.Resource.ClassCode : one.ResourceId == facts.Resource.Id)))
                return one;
        }

        return null;
    }

    private static bool HoldsTime(BookingState state) => state.IsLive || state is BookingState.Completed or BookingState.CutShort;
}
