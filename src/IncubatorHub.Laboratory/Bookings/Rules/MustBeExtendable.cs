namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>A running booking is extended where that is allowed, in steps.</summary>
internal static class MustBeExtendable
{
    public const string Code = "booking.extension-off";
    public const string StepCode = "booking.extension-step";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (facts.Act is not BookingAct.Extend)
            yield break;
        if (facts.Policy.AllowsExtension is false)
            yield return new Finding(Code, Right.ManageBookings);
        var more = facts.Asked.Until - facts.Before.Until;
        if (facts.Policy.ExtensionStepMinutes is { } step && !facts.FillsUpToTheNext && more.Ticks % TimeSpan.FromMinutes(step).Ticks != 0)
            yield return new Finding(StepCode, Right.ManageBookings, ("stepMinutes", step), ("minutes", more.TotalMinutes));
    }
}
