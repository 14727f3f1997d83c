using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>The companion zone is booked for all of it, unless the policy waives that.</summary>
internal static class MustBookZoneAlong
{
    public const string Code = "booking.zone-not-booked";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (facts.Resource.CompanionZoneId is { } zone && facts.Policy.NeedsZoneBooking is not false && facts.Act.TakesTime
            && !TimeRanges.Cover(TimeRanges.Merged(facts.ZoneBookedFor), facts.Asked))
            yield return new Finding(Code, Right.ManageBookings, ("zoneId", zone), ("start", facts.Local(facts.Asked.From)), ("end", facts.Local(facts.Asked.Until)));
    }
}
