using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>
/// What the instrument cannot work without is up. Nobody knows when a utility that is down will be back: a booking that starts within
/// <see cref="UnknownEndHours"/> hours is refused, a later one is warned, and so is one whose utility is only limited or not vital.
/// </summary>
internal static class MustHaveUtilities
{
    public const string Code = "booking.utility-down";
    public const string WarningCode = "booking.utility-limited";
    public const int UnknownEndHours = 24;

    public static IEnumerable<Finding> Judge(BookingFacts facts) => Of(facts, blocks: true);

    public static IEnumerable<Finding> Warn(BookingFacts facts) => Of(facts, blocks: false);

    private static IEnumerable<Finding> Of(BookingFacts facts, bool blocks) => !facts.Act.TakesTime
        ? []
        : from utility in facts.Utilities
          where utility.State is not UtilityState.Up
          let isBlocked = utility is { IsVital: true, State: UtilityState.Down } && facts.Asked.From < facts.Now.AddHours(UnknownEndHours)
          where isBlocked == blocks
          select new Finding(blocks ? Code : WarningCode, blocks ? Right.ManageBookings : null,
              ("utilityEn", utility.NameEn), ("utilityJa", utility.NameJa), ("state", utility.State));
}
