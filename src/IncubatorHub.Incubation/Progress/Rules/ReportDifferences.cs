using IncubatorHub.Incubation.Progress.Reports;

namespace IncubatorHub.Incubation.Progress.Rules;

/// <summary>What differs between two answers of a company.</summary>
internal static class ReportDifferences
{
    /// <summary>Above so many times the other, a person is asked to look again.</summary>
    private const double Jump = 3;

    /// <summary>Below this a factor says nothing: from 1 person to 4 is no slip of the pen.</summary>
    private const long LeastPeople = 5, LeastYen = 1_000_000;

    /// <summary>Figures that differ, in the order in which they are asked for.</summary>
    public static IReadOnlyList<FigureDifference> Between(ReportAnswers? before, ReportAnswers now) => before is null
        ? []
        : [.. from figure in FigureBook.All
              let then = before[figure]?.Value
              let value = now[figure]?.Value
              where then != value
              select new FigureDifference(figure, then, value, IsJump(figure, then, value))];

    /// <summary>Whether the two say the same in every way.</summary>
    public static bool AreSame(ReportAnswers one, ReportAnswers other) =>
        TextsAreSame(one, other) && FigureBook.All.All(figure => one[figure] == other[figure]);

    private static bool TextsAreSame(ReportAnswers one, ReportAnswers other) =>
        (one.Status, one.Successor, one.PrefectureCode, one.Address, one.Remarks) == (other.Status, other.Successor, other.PrefectureCode, other.Address, other.Remarks);

    private static bool IsJump(Figure figure, long? before, long? now)
    {
        if (before is not { } then || now is not { } value)
            return false;
        var (low, high) = (Math.Min(then, value), Math.Max(then, value));
        return high >= (FigureBook.IsMoney(figure) ? LeastYen : LeastPeople) && high > low * Jump;
    }
}
