namespace IncubatorHub.Incubation.Mentoring.Rules;

/// <summary>What is known of a mentor beside the time.</summary>
/// <param name="Topics">Codes.</param>
/// <param name="Languages">BCP 47, lower case.</param>
/// <param name="Sessions">In the month of the session.</param>
/// <param name="Capacity">Of a month.</param>
/// <param name="Rating">Average of what companies said; null: too few did.</param>
/// <param name="Ratings">How many did.</param>
internal sealed record MentorTraits(
    IReadOnlyCollection<string> Topics, IReadOnlyCollection<string> Languages, int Sessions, int Capacity, double? Rating, int Ratings);

/// <summary>How well a mentor fits a wish, and why: every point of the score has a reason that is shown. Pure.</summary>
internal static class Suitability
{
    /// <summary>Ratings from which on their average says something, and of whom it says so nobody can tell any more.</summary>
    public const int MinRatings = 3;

    private const double TopicPoints = 40, LanguagePoints = 20, LoadPoints = 20, RatingPoints = 20;

    /// <summary>0 to 100, with the reasons; what was not wished for counts for nobody.</summary>
    public static (double Score, IReadOnlyList<SessionFinding> Reasons) Of(MentorTraits mentor, IReadOnlyCollection<string> topics, string? language)
    {
        var (score, reasons) = (0.0, new List<SessionFinding>());
        if (topics.Intersect(mentor.Topics, StringComparer.Ordinal).ToList() is { Count: > 0 } shared)
        {
            score += TopicPoints * shared.Count / topics.Count;
            reasons.Add(new SessionFinding("fit.topic", ("topics", string.Join(", ", shared.Order(StringComparer.Ordinal)))));
        }

        if (language is not null && mentor.Languages.Contains(language))
        {
            score += LanguagePoints;
            reasons.Add(new SessionFinding("fit.language", ("language", language)));
        }

        if (mentor.Capacity > 0)
        {
            score += LoadPoints * Math.Max(0, mentor.Capacity - mentor.Sessions) / mentor.Capacity;
            reasons.Add(new SessionFinding("fit.load", ("sessions", mentor.Sessions), ("capacity", mentor.Capacity)));
        }

        if (mentor is { Rating: { } rating, Ratings: >= MinRatings })
        {
            score += RatingPoints * (rating - 1) / 4;
            reasons.Add(new SessionFinding("fit.rating", ("rating", Math.Round(rating, 1)), ("ratings", mentor.Ratings)));
        }

        return (Math.Round(score, 1), reasons);
    }
}
