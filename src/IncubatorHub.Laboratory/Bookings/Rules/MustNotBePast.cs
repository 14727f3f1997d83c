namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>
/// What is chosen anew lies ahead. A start may lie in the step of the grid that runs (without a grid: in the minute), so that an instrument which is
/// free now can be taken now. A running booking keeps its start, and whatever is acted on is not over.
/// </summary>
internal static class MustNotBePast
{
    public const string Code = "booking.past";

    public static IEnumerable<Finding> Judge(BookingFacts facts)
    {
        var step = TimeSpan.FromMinutes(facts.Policy.GridMinutes ?? 1);
        var startIsChosen = facts.Act.ChoosesStart || (facts.Act is BookingAct.Shrink && facts.Asked.From != facts.Before.From);
        var startIsPast = startIsChosen && facts.Asked.From <= facts.Now - step;
        if (startIsPast || facts.Asked.Until <= facts.Now)
            yield return new Finding(Code, null, ("start", facts.Local(facts.Asked.From)), ("end", facts.Local(facts.Asked.Until)), ("now", facts.Local(facts.Now)));
    }
}
