namespace IncubatorHub.Laboratory.Evidence;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class EvidenceProblems
{
    public static Problem Undone(DateTimeOffset at) => new Problem("evidence.undone", 409, "The act was undone already.").With("at", at);

    public static Problem NotUndoable { get; } = new("evidence.not-undoable", 409, "Nothing was done, or what was done cannot be taken back: correct the attribution instead.");

    public static Problem Answered(DateTimeOffset at) => new Problem("evidence.answered", 409, "The question was answered already.").With("at", at);

    public static Problem TooLate(DateTimeOffset until) => new Problem("evidence.too-late", 409, "The booking is over.").With("until", until);

    public static Problem Closed { get; } = new("evidence.closed", 409, "The case is closed.");

    public static Problem NotOfEquipment { get; } = new("evidence.not-of-equipment", 409, "The booking is of other equipment.");
}
