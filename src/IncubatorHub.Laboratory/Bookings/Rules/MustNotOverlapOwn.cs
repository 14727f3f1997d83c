namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>A person is at one place at a time: bookings of one person do not meet unless one of them works unattended.</summary>
internal static class MustNotOverlapOwn
{
    public const string Code = "booking.self-overlap";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (!facts.Act.TakesTime || facts.Resource.IsUnattended || facts.Resource.IsZone || Other(facts) is not { } other)
            yield break;
        yield return new Finding(Code, Right.ManageBookings,
            ("bookingId", other.Id), ("start", facts.Local(other.Range.From)), ("end", facts.Local(other.Range.Until)));
    }

    private static HeldBooking? Other(BookingFacts facts)
    {
        foreach (ref readonly var one in facts.Bookings.AsSpan())
        {
            if (one.Range.Meets(facts.Asked) && one.PersonId == facts.PersonId && one.State.IsLive && !one.IsUnattended && !one.IsZone
                && one.Id != facts.Present?.Id)
                return one;
        }

        return null;
    }
}
