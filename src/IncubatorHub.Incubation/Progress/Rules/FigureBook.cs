using System.Collections.Immutable;
using IncubatorHub.Incubation.Progress.Reports;

namespace IncubatorHub.Incubation.Progress.Rules;

/// <summary>What sort of figure each is.</summary>
internal static class FigureBook
{
    private static readonly ImmutableHashSet<Figure> Money = [Figure.SalesYen, Figure.DebtYen, Figure.EquityYen, Figure.GrantYen];

    private static readonly ImmutableHashSet<Figure> Needed = [Figure.PeopleFullTime, Figure.PeoplePartTime, Figure.SalesYen];

    // What comes in once: that it came last quarter says nothing about this one.
    private static readonly ImmutableHashSet<Figure> Once = [Figure.DebtYen, Figure.EquityYen, Figure.GrantYen, Figure.PatentsFiled, Figure.ProjectsApplied, Figure.Interns];

    /// <summary>In the order in which they are asked for.</summary>
    public static ImmutableArray<Figure> All { get; } = [.. Enum.GetValues<Figure>()];

    public static bool IsMoney(Figure figure) => Money.Contains(figure);

    /// <summary>Without it no report is complete, unless the firm is closed.</summary>
    public static bool IsNeeded(Figure figure) => Needed.Contains(figure);

    /// <summary>
    /// What a new report begins with: what was said last time, but 0 for what comes in once (funding, filings, projects applied, interns), and no remarks.
    /// </summary>
    public static ReportAnswers Prefill(ReportAnswers? last) => last is null
        ? new ReportAnswers()
        : last with { Figures = [.. last.Figures.Select(one => Once.Contains(one.Figure) ? one with { Value = 0 } : one)], Remarks = "" };
}
