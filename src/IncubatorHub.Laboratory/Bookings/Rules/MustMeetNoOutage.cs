namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>
/// It meets no blocking outage of the instrument, its zone or a utility that it cannot work without. One for safety nobody overrides; one that
/// only informs is a warning.
/// </summary>
internal static class MustMeetNoOutage
{
    public const string Code = "booking.outage";
    public const string WarningCode = "booking.outage-notice";

    public static IEnumerable<Finding> Judge(BookingFacts facts) => Of(facts, blocks: true);

    public static IEnumerable<Finding> Warn(BookingFacts facts) => Of(facts, blocks: false);

    private static IEnumerable<Finding> Of(BookingFacts facts, bool blocks) => !facts.Act.TakesTime
        ? []
        : from outage in facts.Outages
          where outage.Blocks == blocks && outage.Range.Meets(facts.Asked)
          select new Finding(blocks ? Code : WarningCode, blocks && !outage.IsSafety ? Right.ManageBookings : null,
              ("cause", outage.Cause), ("from", facts.Local(outage.Range.From)),
              ("until", outage.Range.Until == DateTimeOffset.MaxValue ? null : facts.Local(outage.Range.Until)), ("outageId", outage.Id));
}
