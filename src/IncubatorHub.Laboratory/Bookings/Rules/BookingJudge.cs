using System.Collections.Immutable;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>
/// Lets every rule look at the facts and returns all that they found: first what a booking is, then safety and who may, then what is free, then
/// limits, last whether a manager has to say yes. Pure, and safe to call from several threads.
/// </summary>
internal static class BookingJudge
{
    private static readonly Func<BookingFacts, IEnumerable<Finding>>[] Rules =
    [
        MustBeARange.Judge, MustNotBePast.Judge, MustKeepGrid.Judge, MustLastLongEnough.Judge, MustNotLastTooLong.Judge, MustFitSeries.Judge, MustBeBookable.Judge,
        MustBeQualified.Judge, MustHaveTenancy.Judge, MustNotBeHeld.Judge, MustHaveAccess.Judge, MustReachZone.Judge, MustHaveUtilities.Judge, MustMeetNoOutage.Judge,
        MustNotWorkAlone.Judge, MustFitAssistance.Judge,
        MustBeOpen.Judge, MustHaveFreeSlot.Judge, MustNotOverlapOwn.Judge, MustBookZoneAlong.Judge, MustBookCompanion.Judge, MustNotStrandOthers.Judge,
        MustStartWithinHorizon.Judge, NoShowStanding.Judge, MustGiveNotice.Judge, MustKeepLock.Judge, MustBeExtendable.Judge, MustKeepDailyCount.Judge,
        MustKeepDailyMinutes.Judge, MustKeepRollingMinutes.Judge, MustKeepOpenCount.Judge, MustKeepOpenMinutes.Judge, MustLeaveGap.Judge, MustHaveCredit.Judge,
    ];

    private static readonly Func<BookingFacts, IEnumerable<Finding>>[] Warnings = [MustHaveUtilities.Warn, MustMeetNoOutage.Warn];

    /// <summary>What the rules say.</summary>
    public static Verdict Judge(BookingFacts facts)
    {
        // Nothing can be said of a range that is none.
        if (MustBeARange.Judge(facts).ToImmutableArray() is { IsEmpty: false } noRange)
            return new Verdict(noRange, [], [], null);
        return new Verdict(
            [.. All(Rules, facts).Select(one => Narrowed(one, facts.Policy.OverridableRules))], All(Warnings, facts), [.. MayNeedApproval.Judge(facts)],
            facts.Act.TakesTime ? MustHaveFreeSlot.FreeSlot(facts) : facts.Present?.SlotIndex);
    }

    private static ImmutableArray<Finding> All(Func<BookingFacts, IEnumerable<Finding>>[] rules, BookingFacts facts)
    {
        var found = ImmutableArray.CreateBuilder<Finding>();
        foreach (var rule in rules)
            found.AddRange(rule(facts));
        return found.ToImmutable();
    }

    private static Finding Narrowed(Finding finding, IReadOnlyList<string>? overridable) =>
        overridable?.Contains(finding.Code) is false ? finding with { OverridableBy = null } : finding;
}
