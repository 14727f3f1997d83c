using IncubatorHub.Laboratory.Bookings.Search;

namespace IncubatorHub.Laboratory.Bookings;

/// <summary>What other rules would have made of the bookings of a time.</summary>
/// <param name="From">UTC, included.</param>
/// <param name="Until">UTC, excluded.</param>
/// <param name="Replayed">How many bookings were judged again.</param>
/// <param name="IsCapped">There are more; the latest were taken.</param>
/// <param name="RefusedCount">How many would have been refused that the present rules allow.</param>
/// <param name="RefusedByRule">By rule, the most first; a booking counts with each rule that it breaks.</param>
/// <param name="Refused">Up to 100 of them, the latest first.</param>
/// <param name="MoreApprovals">How many would have waited for approval and did not.</param>
/// <param name="HoursRecovered">Hours of no-shows that would have been given free earlier; negative: later.</param>
/// <param name="WronglyReleased">How many would have been given free although their holder came.</param>
/// <param name="MoreLateCancels">Cancellations that would have been late.</param>
/// <param name="FewerLateCancels">Late cancellations that would have been in time.</param>
public sealed record PolicyPreview(
    DateTimeOffset From, DateTimeOffset Until, int Replayed, bool IsCapped, int RefusedCount, IReadOnlyList<PolicyPreview.RuleCount> RefusedByRule,
    IReadOnlyList<PolicyPreview.RefusedBooking> Refused, int MoreApprovals, double HoursRecovered, int WronglyReleased, int MoreLateCancels, int FewerLateCancels)
{
    /// <summary>How many bookings a rule would have refused.</summary>
    public sealed record RuleCount(string Code, int Count);

    /// <summary>A booking that would have been refused, and why.</summary>
    public sealed record RefusedBooking(Guid BookingId, Guid EquipmentId, Guid PersonId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<FindingView> Why);
}
