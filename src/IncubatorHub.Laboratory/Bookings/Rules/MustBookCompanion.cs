using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>The second instrument is booked for all of it.</summary>
internal static class MustBookCompanion
{
    public const string Code = "booking.companion-not-booked";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (facts.Resource.CompanionEquipmentId is { } companion && facts.Act.TakesTime
            && !TimeRanges.Cover(TimeRanges.Merged(facts.CompanionBookedFor), facts.Asked))
            yield return new Finding(Code, Right.ManageBookings, ("equipmentId", companion));
    }
}
