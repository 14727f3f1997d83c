namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>Refusals about reports; their codes are stable.</summary>
internal static class ReportProblems
{
    public static Problem NotFound(Guid id) => CommonProblems.NotFound("report", id);

    public static Problem WrongState(ReportState found, params ReportState[] needed) =>
        new Problem("report.wrong-state", 409, "The report's state does not allow this.").With("state", found).With("needed", needed);

    /// <summary>Paths of the fields: <c>figures.salesYen</c>.</summary>
    public static Problem Incomplete(IReadOnlyList<string> missing) =>
        new Problem("report.incomplete", 409, "Some answers are missing.").With("missing", missing);

    public static Problem Unchanged { get; } = new("report.unchanged", 409, "This says what was submitted before.");

    public static Problem TooManyVersions { get; } =
        new Problem("report.too-many-versions", 409, "The report was corrected as often as it may be.").With("limit", SubmitReport.MaxVersions);

    /// <summary>The link in the mail was used, is too old, or is none of ours.</summary>
    public static Problem LinkSpent { get; } = new("report.link-spent", 410, "The link has been used, or the report waits no longer.");
}
