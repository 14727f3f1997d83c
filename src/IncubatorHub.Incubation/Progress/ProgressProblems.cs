namespace IncubatorHub.Incubation.Progress;

/// <summary>Refusals of the module beside those about reports and milestones; their codes are stable.</summary>
internal static class ProgressProblems
{
    public static Problem NotThere { get; } = new("progress.not-there", 409, "The company has no tenancy at this facility.");

    public static Problem SameStage { get; } = new("stage.same", 409, "The company is at this stage already.");

    public static Problem ItemOut { get; } = new("handed-item.given-out", 409, "This one is given out and not back.");

    public static Problem ItemBack { get; } = new("handed-item.back", 409, "It has come back already.");

    public static Problem TooManyCriteria { get; } =
        new Problem("graduation.too-many-criteria", 409, "The facility has as many criteria as it may.").With("limit", Graduation.GraduationCriterion.MaxPerFacility);

    /// <summary>By ids, so that a client can show which.</summary>
    public static Problem CriteriaOpen(IReadOnlyList<Guid> open) =>
        new Problem("exit.criteria-open", 409, "Some criteria of graduation are neither met nor set aside.").With("criteria", open);

    public static Problem NotIn { get; } = new("exit.not-in", 409, "The company has no current tenancy at this facility.");
}
