using IncubatorHub.Incubation.Progress.Graduation;
using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Registry.Facilities;
using IncubatorHub.Registry.Tenancies;

namespace IncubatorHub.Incubation.Progress.Rules;

/// <summary>Judges a company by the criteria that apply to it: what a person found goes before what figures say.</summary>
internal static class GraduationRule
{
    /// <summary>How a criterion stands.</summary>
    /// <param name="Criterion">Which.</param>
    /// <param name="Result">Met, set aside or open.</param>
    /// <param name="IsByFigures">The last report's figures say so.</param>
    /// <param name="Found">What the last report has of the criterion's figure; null: nothing.</param>
    /// <param name="OrFound">And of the other one.</param>
    public sealed record Standing(GraduationCriterion Criterion, CheckResult Result, bool IsByFigures, long? Found, long? OrFound);

    /// <summary>Those that apply to a firm in these rooms.</summary>
    public static bool Applies(GraduationCriterion criterion, FirmType firmType, IReadOnlyCollection<RoomType> rooms) =>
        criterion.RetiredAt is null && (criterion.FirmType is null || criterion.FirmType == firmType) && (criterion.RoomType is not { } room || rooms.Contains(room));

    /// <summary>How each stands.</summary>
    /// <param name="criteria">Those that apply.</param>
    /// <param name="figures">Of the last report that counts; empty: none.</param>
    /// <param name="checks">What people found, by criterion.</param>
    public static IReadOnlyList<Standing> Judge(
        IEnumerable<GraduationCriterion> criteria, IReadOnlyDictionary<Figure, long?> figures, IReadOnlyDictionary<Guid, CheckResult> checks) =>
        [.. criteria.Select(criterion =>
        {
            var (found, orFound) = (Found(figures, criterion.Figure), Found(figures, criterion.OrFigure));
            var isEnough = (criterion.AtLeast is { } least && found >= least) || (criterion.OrAtLeast is { } orLeast && orFound >= orLeast);
            var said = checks.GetValueOrDefault(criterion.Id);
            return said is CheckResult.Open
                ? new Standing(criterion, isEnough ? CheckResult.Met : CheckResult.Open, isEnough, found, orFound)
                : new Standing(criterion, said, IsByFigures: false, found, orFound);
        })];

    private static long? Found(IReadOnlyDictionary<Figure, long?> figures, Figure? figure) => figure is { } one ? figures.GetValueOrDefault(one) : null;
}
