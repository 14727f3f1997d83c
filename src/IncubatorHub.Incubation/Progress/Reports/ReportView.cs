namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>A report in a list.</summary>
/// <param name="FiscalYear">In which the fiscal year of its last day begins.</param>
/// <param name="Quarter">1 to 4, of that year.</param>
/// <param name="IsLate">The company has something to do about it and the day is past.</param>
/// <param name="WasLate">It was first submitted after the day on which it was due then.</param>
/// <param name="Versions">How many were submitted; 0: none.</param>
/// <param name="Remark">Why it was sent back, or is not needed.</param>
public sealed record ReportView(
    Guid Id, Guid Version, Guid CompanyId, string CompanyNameEn, string CompanyNameJa, Guid FacilityId, ReportKind Kind, DateOnly From, DateOnly Until, int FiscalYear, int Quarter,
    DateOnly DueOn, ReportState State, bool IsLate, bool WasLate, int Versions, string Remark, DateTimeOffset? RemarkAt, DateTimeOffset? FirstSubmittedAt,
    DateTimeOffset? LastSubmittedAt) : IVersioned;

/// <summary>A report with its answers.</summary>
/// <param name="Answers">The draft; without one what was submitted last; without that, what the report begins with.</param>
/// <param name="IsPrefilled">The answers are only what it begins with: nobody said them of this period.</param>
/// <param name="Before">What the company said in the report before it, at any facility; null: nothing.</param>
/// <param name="BeforeUntil">The last day of that report's period.</param>
/// <param name="Differences">Of the answers from those before.</param>
/// <param name="Submitted">Every version, the newest first.</param>
public sealed record ReportSheet(
    ReportView Report, ReportAnswers Answers, bool IsPrefilled, ReportAnswers? Before, DateOnly? BeforeUntil, IReadOnlyList<FigureDifference> Differences,
    IReadOnlyList<SubmittedAnswers> Submitted) : IVersioned
{
    /// <summary>Of the report.</summary>
    public Guid Id => Report.Id;

    public Guid Version => Report.Version;
}

/// <summary>One version of what was submitted.</summary>
public sealed record SubmittedAnswers(int Number, DateTimeOffset At, string ByName, ReportAnswers Answers);

/// <summary>A figure that differs from the last time.</summary>
/// <param name="IsJump">So far off that it may be a slip: more than three times the other, and not small.</param>
public sealed record FigureDifference(Figure Figure, long? Before, long? Now, bool IsJump);
