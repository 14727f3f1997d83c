namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>Start, by the clock on the wall, and length are multiples of the grid.</summary>
internal static class MustKeepGrid
{
    public const string Code = "booking.grid";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        if (facts.Policy.GridMinutes is not { } minutes || !facts.Act.ChoosesLength || facts.FillsUpToTheNext)
            yield break;
        var grid = TimeSpan.FromMinutes(minutes).Ticks;
        // A running booking keeps whatever start it has.
        var startIsOff = facts.Act is not BookingAct.Extend && facts.Local(facts.Asked.From).TimeOfDay.Ticks % grid != 0;
        if (startIsOff || facts.Asked.Length.Ticks % grid != 0)
        {
            yield return new Finding(Code, Right.ManageBookings,
                ("gridMinutes", minutes), ("start", facts.Local(facts.Asked.From)), ("minutes", facts.Asked.Minutes));
        }
    }
}
