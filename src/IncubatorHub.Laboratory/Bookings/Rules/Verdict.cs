using System.Collections.Immutable;

namespace IncubatorHub.Laboratory.Bookings.Rules;

/// <summary>What the rules say to one request.</summary>
/// <param name="Violations">Every reason to refuse it, in the order of the rules.</param>
/// <param name="Warnings">What its holder should know.</param>
/// <param name="ApprovalReasons">Why a manager has to say yes; empty when nobody has to.</param>
/// <param name="SlotIndex">The lowest slot that is free for all of it; null when none is.</param>
internal sealed record Verdict(
    ImmutableArray<Finding> Violations, ImmutableArray<Finding> Warnings, ImmutableArray<Finding> ApprovalReasons, int? SlotIndex)
{
    /// <summary>Nothing speaks against it.</summary>
    public bool IsAllowed => Violations.IsEmpty;

    public bool NeedsApproval => !ApprovalReasons.IsEmpty;

    /// <summary>
    /// The violations that still stand when these rules are overridden by somebody with these rights at the facility. A rule that nobody may
    /// override stands whatever was asked.
    /// </summary>
    public ImmutableArray<Finding> StandingAfter(IReadOnlyCollection<string> overridden, Func<Right, bool> holds) =>
        [.. Violations.Where(one => !(one.OverridableBy is { } right && overridden.Contains(one.Code) && holds(right)))];
}
