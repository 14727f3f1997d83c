using IncubatorHub.Incubation.Progress.Reports;

namespace IncubatorHub.Incubation.Progress.Rules;

/// <summary>What an answer must say before it counts. A firm that is closed has no figures and no address.</summary>
internal static class MustBeComplete
{
    /// <summary>What is missing, as paths of fields; empty: nothing. Of a needed figure a number is wanted, of the others "not known" is an answer.</summary>
    public static IReadOnlyList<string> Missing(ReportAnswers answers)
    {
        var missing = new List<string>();
        if (answers.Status is BusinessStatus.Merged or BusinessStatus.Acquired && answers.Successor.Trim().Length == 0)
            missing.Add("successor");
        if (answers.Status is BusinessStatus.Closed)
            return missing;
        missing.AddRange(FigureBook.All.Where(figure => FigureBook.IsNeeded(figure) && answers[figure]?.Value is null).Select(Path));
        // Who goes on within another firm has that firm's address.
        if (answers is { Status: BusinessStatus.Trading, PrefectureCode.Length: 0 } && answers.Address.Trim().Length == 0)
            missing.Add("address");
        return missing;
    }

    /// <summary>A figure as a field's name: <c>figures.salesYen</c>.</summary>
    public static string Path(Figure figure) => $"figures.{char.ToLowerInvariant(figure.ToString()[0])}{figure.ToString()[1..]}";
}
