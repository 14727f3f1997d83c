namespace IncubatorHub.Incubation.Admissions.Rules;

/// <summary>How far reviewers are apart, each total from 0 to 100.</summary>
/// <param name="Mean">To one decimal.</param>
/// <param name="Deviation">Of the population of those who gave scores, to one decimal.</param>
public sealed record ScoreSpread(double Mean, double Lowest, double Highest, double Deviation);

/// <summary>Makes totals of scores.</summary>
internal static class Scoring
{
    /// <summary>What is wrong with the scores by this rubric; null: nothing. Each criterion must be scored, once and within its scale.</summary>
    public static string? FirstFault(RubricContent rubric, IReadOnlyList<CriterionScore> scores)
    {
        foreach (var criterion in rubric.Criteria)
        {
            if (scores.Count(one => one.Key == criterion.Key) != 1)
                return $"{criterion.Key}: score it once.";
            if (scores.Single(one => one.Key == criterion.Key).Points is var points && (points < criterion.Lowest || points > criterion.Highest))
                return $"{criterion.Key}: from {criterion.Lowest} to {criterion.Highest}.";
        }

        return scores.FirstOrDefault(one => rubric.Criteria.All(criterion => criterion.Key != one.Key)) is { } unknown ? $"{unknown.Key}: there is no such criterion." : null;
    }

    /// <summary>
    /// 100 · Σ wᵢ·(pᵢ − lowestᵢ)/(highestᵢ − lowestᵢ) / Σ wᵢ, to one decimal: the worst of everything is 0, the best 100, whatever the scales. The scores must be
    /// without fault.
    /// </summary>
    public static double Total(RubricContent rubric, IReadOnlyList<CriterionScore> scores)
    {
        var points = scores.ToDictionary(one => one.Key, one => one.Points);
        var reached = rubric.Criteria.Sum(one => one.Weight * (double)(points[one.Key] - one.Lowest) / (one.Highest - one.Lowest));
        return Round(100 * reached / rubric.Criteria.Sum(one => one.Weight));
    }

    /// <summary>Null while there is no total.</summary>
    public static ScoreSpread? Spread(IReadOnlyCollection<double> totals)
    {
        if (totals.Count == 0)
            return null;
        var mean = totals.Average();
        return new ScoreSpread(Round(mean), totals.Min(), totals.Max(), Round(Math.Sqrt(totals.Average(one => (one - mean) * (one - mean)))));
    }

    private static double Round(double value) => Math.Round(value, 1, MidpointRounding.AwayFromZero);
}
