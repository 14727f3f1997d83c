namespace IncubatorHub.Incubation.Progress.Milestones;

/// <summary>Refusals about milestones; their codes are stable.</summary>
internal static class MilestoneProblems
{
    public static Problem WrongState(MilestoneState found, params MilestoneState[] needed) =>
        new Problem("milestone.wrong-state", 409, "The milestone's state does not allow this.").With("state", found).With("needed", needed);

    public static Problem OwnProposal { get; } = new("milestone.own-proposal", 409, "The other side has to agree to this.");

    public static Problem NoEvidence { get; } = new("milestone.no-evidence", 409, "Say or link what shows that it was reached.");

    public static Problem NoReason { get; } = new("milestone.no-reason", 409, "Say why.");

    public static Problem TooMany { get; } = new Problem("milestone.too-many", 409, "There are as many open milestones as there may be.").With("limit", Milestone.MaxOpen);
}
