namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>Neither the holder nor the company is held back at any time of it. Nobody overrides a hold: it is lifted.</summary>
internal static class MustNotBeHeld
{
    public const string Code = "booking.hold";

    public static IEnumerable<Finding> Judge(BookingFacts facts) => !facts.Act.TakesTime
        ? []
        : from hold in facts.Holds
          where hold.From < facts.Asked.Until && (hold.Until is not { } until || until > facts.Asked.From)
          select new Finding(Code, null, ("reason", hold.Reason), ("until", hold.Until is { } end ? facts.Local(end) : null));
}
