using IncubatorHub.Laboratory.Policies;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>Staff is asked to be there where nobody works without, and only where it comes at all. Looked at when a booking is asked for; later it is agreed.</summary>
internal static class MustFitAssistance
{
    public const string NeededCode = "booking.assistance-needed";
    public const string NotOfferedCode = "booking.assistance-not-offered";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (facts.Act is not BookingAct.Create || facts.IsAssisted is not { } isAssisted || facts.Resource.IsZone)
            yield break;
        if (!isAssisted && facts.Policy.Assistance is Assistance.Required)
            yield return new Finding(NeededCode, Right.ManageBookings);
        if (isAssisted && facts.Policy.Assistance is Assistance.None)
            yield return new Finding(NotOfferedCode, Right.ManageBookings);
    }
}
