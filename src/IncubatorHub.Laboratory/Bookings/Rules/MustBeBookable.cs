namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>Tenants book what is for booking; what is out of service nobody books.</summary>
internal static class MustBeBookable
{
    public const string Code = "booking.not-bookable";
    public const string ServiceCode = "booking.out-of-service";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (!facts.Act.TakesTime)
            yield break;
        if (!facts.Resource.IsInService)
            yield return new Finding(ServiceCode, null);
        if (!facts.Resource.IsBookable)
            yield return new Finding(Code, Right.ManageBookings);
    }
}
