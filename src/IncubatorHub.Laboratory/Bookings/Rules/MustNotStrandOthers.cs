namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>What was booked along stays for those who rely on it.</summary>
internal static class MustNotStrandOthers
{
    public const string Code = "booking.strands";

    public static IEnumerable<Finding> Judge(BookingFacts facts) => facts.Act is not (BookingAct.Change or BookingAct.Shrink or BookingAct.Cancel)
        ? []
        : from main in facts.ReliedOnFor
          where facts.Act is BookingAct.Cancel || !facts.Asked.Contains(main)
          select new Finding(Code, Right.ManageBookings, ("start", facts.Local(main.From)), ("end", facts.Local(main.Until)));
}
