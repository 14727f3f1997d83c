using System.Collections.Immutable;
using IncubatorHub.Laboratory.Policies;
using IncubatorHub.Laboratory.Policies.Rules;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>A booking as it was made and as it went.</summary>
internal readonly record struct ReplayedBooking(
    Guid Id, Guid FacilityId, Guid ResourceId, string ClassCode, Guid PersonId, Guid CompanyId, TimeRange Range, BookingState State, DateTimeOffset MadeAt,
    DateTimeOffset? SeenAt, DateTimeOffset? EndedAt);

/// <summary>What would have become of one booking under other rules. Minutes: given free earlier, or later when negative.</summary>
internal sealed record ReplayOutcome(
    ImmutableArray<Finding> NewRefusals, bool WouldWaitForApproval, double MinutesRecovered, bool IsReleasedWrongly, bool? IsLateCancelNow);

/// <summary>
/// Judges a booking of the past as when it was made, under the rules of then and under others, and tells the difference. Only what policies say is
/// replayed: who was qualified and what was out of order stays as it was.
/// </summary>
internal static class PolicyReplay
{
    /// <param name="booking">The booking.</param>
    /// <param name="others">Bookings of its company; those that were made later do not count.</param>
    /// <param name="present">Rules and hours as they are.</param>
    /// <param name="changed">Rules and hours as they would be.</param>
    public static ReplayOutcome Of(
        ReplayedBooking booking, IReadOnlyList<ReplayedBooking> others, (PolicyRules Rules, HouseHours Hours) present, (PolicyRules Rules, HouseHours Hours) changed)
    {
        var facts = FactsOf(booking, others, present);
        var (before, after) = (BookingJudge.Judge(facts), BookingJudge.Judge(facts with { Policy = changed.Rules, Hours = changed.Hours }));
        var known = before.Violations.Select(one => one.Code).ToHashSet();
        var (released, wouldBe) = (BookingTimes.ReleaseAt(present.Rules, booking.Range), BookingTimes.ReleaseAt(changed.Rules, booking.Range));
        return new ReplayOutcome(
            [.. after.Violations.Where(one => !known.Contains(one.Code))],
            after.NeedsApproval && !before.NeedsApproval,
            booking.State is BookingState.ReleasedNoShow ? ((released ?? booking.Range.Until) - (wouldBe ?? booking.Range.Until)).TotalMinutes : 0,
            booking.SeenAt is { } seen && seen >= wouldBe && !(seen >= released),
            LateChange(booking, present.Rules, changed.Rules));
    }

    // Null when nothing changes.
    private static bool? LateChange(ReplayedBooking booking, PolicyRules present, PolicyRules changed)
    {
        if (booking.State is not (BookingState.Withdrawn or BookingState.LateCancelled) || booking.EndedAt is not { } at)
            return null;
        var isLate = BookingTimes.IsLateCancel(changed, at, booking.Range.From);
        return isLate == BookingTimes.IsLateCancel(present, at, booking.Range.From) ? null : isLate;
    }

    private static BookingFacts FactsOf(ReplayedBooking booking, IReadOnlyList<ReplayedBooking> others, (PolicyRules Rules, HouseHours Hours) present) => new()
    {
        Act = BookingAct.Create,
        // Those that managers enter afterwards are judged as if made at their start.
        Now = booking.MadeAt < booking.Range.From ? booking.MadeAt : booking.Range.From,
        Asked = booking.Range,
        Resource = new ResourceFacts(booking.ResourceId, booking.FacilityId, booking.ClassCode) { IsUnattended = true },
        Policy = present.Rules,
        Hours = present.Hours,
        PersonId = booking.PersonId,
        CompanyId = booking.CompanyId,
        Bookings =
        [
            .. others.Where(one => one.MadeAt < booking.MadeAt && one.Id != booking.Id && one.State.Counts).Select(one => new HeldBooking(
                one.Id, one.ResourceId, one.ClassCode, one.PersonId, one.CompanyId, one.Range, StateThen(one, booking.MadeAt), IsUnattended: true, IsZone: false)),
        ],
    };

    // What ended later was live then.
    private static BookingState StateThen(ReplayedBooking one, DateTimeOffset then) =>
        one.Range.Until > then && !(one.EndedAt <= then) ? BookingState.Confirmed : one.State;
}
