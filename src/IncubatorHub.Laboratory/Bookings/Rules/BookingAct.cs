namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>What somebody wants to do. Each rule says which acts it looks at.</summary>
public enum BookingAct
{
    /// <summary>A new booking, single or one of a series.</summary>
    Create,

    /// <summary>Other times, not only less of the same.</summary>
    Change,

    /// <summary>Less of the same: the new range lies inside the present one.</summary>
    Shrink,

    /// <summary>A running booking ends later; its start stays.</summary>
    Extend,

    /// <summary>Another holder; range and slot stay.</summary>
    HandOver,

    /// <summary>A slot that came free is offered to the head of the waiting list.</summary>
    Offer,

    /// <summary>All of it is given back.</summary>
    Cancel,
}

internal static class BookingActs
{
    extension(BookingAct act)
    {
        /// <summary>Somebody gets time that they did not have.</summary>
        public bool TakesTime => act is not (BookingAct.Shrink or BookingAct.Cancel);

        /// <summary>The start is chosen anew.</summary>
        public bool ChoosesStart => act is BookingAct.Create or BookingAct.Change or BookingAct.Offer;

        /// <summary>The length is chosen anew.</summary>
        public bool ChoosesLength => act is BookingAct.Create or BookingAct.Change or BookingAct.Offer or BookingAct.Extend or BookingAct.Shrink;
    }

    /// <summary>Whether a new range is a shrink of the present one, an extension of it, or another change.</summary>
    public static BookingAct Of(Policies.Rules.TimeRange present, Policies.Rules.TimeRange asked, bool isRunning) =>
        present.Contains(asked) ? BookingAct.Shrink
        : isRunning && present.From == asked.From ? BookingAct.Extend
        : BookingAct.Change;
}
