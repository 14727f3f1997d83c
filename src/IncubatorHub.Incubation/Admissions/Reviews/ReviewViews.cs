using IncubatorHub.Incubation.Admissions.Calls;
using IncubatorHub.Incubation.Admissions.Rules;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Incubation.Admissions.Reviews;

/// <summary>One review as those see it who may.</summary>
/// <param name="Reviewer">The name.</param>
/// <param name="Conflict">What the interest is; for those who run the call.</param>
/// <param name="Total">0 to 100; null until given, or where the reader does not see it.</param>
/// <param name="Scores">Empty where the reader does not see them.</param>
public sealed record ReviewView(
    Guid Id, Guid Version, Guid ApplicationId, Guid ReviewerId, string Reviewer, ReviewState State, string Conflict, double? Total, IReadOnlyList<CriterionScore> Scores,
    string Comment, DateTimeOffset? GivenAt) : IVersioned;

/// <summary>How one criterion was scored.</summary>
/// <param name="Mean">Of the points, to one decimal.</param>
public sealed record CriterionSpread(string Key, double Mean, int Lowest, int Highest);

/// <summary>What reviewers think of an application.</summary>
/// <param name="Spread">Of the totals; null where there is none, or the reader does not see it.</param>
/// <param name="Criteria">By criterion of the version that most were scored by; empty where the reader does not see it.</param>
/// <param name="IsHidden">Whether the reader does not see what was given: an own review is to come first, or there is a conflict of interest.</param>
public sealed record AssessmentView(
    ReviewCount Count, ScoreSpread? Spread, IReadOnlyList<CriterionSpread> Criteria, RubricContent? Rubric, IReadOnlyList<ReviewView> Reviews, bool IsHidden);

/// <summary>Makes views of reviews, each with what the caller may see of it.</summary>
internal sealed class ReviewViews(HubDbContext db)
{
    /// <summary>What others gave is left out where the reader does not see it.</summary>
    public async Task<AssessmentView> Assess(SeenApplication seen, ReviewCount count, CancellationToken cancel)
    {
        var rows = await (from review in db.ApplicationReviews.IgnoreQueryFilters([ScopeFilters.Name]).AsNoTracking()
                          where review.ApplicationId == seen.Application.Id && review.State != ReviewState.Released
                          join account in db.Accounts on review.ReviewerId equals account.Id
                          orderby review.Id
                          select new { Review = review, account.DisplayName }).ToListAsync(cancel);
        var given = seen.Sight.Scores ? rows.ConvertAll(row => row.Review).FindAll(one => one.State is ReviewState.Given) : [];
        var version = given.GroupBy(one => one.RubricId).OrderByDescending(group => group.Count()).Select(group => group.Key).FirstOrDefault();
        var rubric = version is null ? null : (await db.Set<CallRubric>().IgnoreQueryFilters([ScopeFilters.Name]).AsNoTracking().SingleAsync(one => one.Id == version, cancel)).Content;
        return new AssessmentView(
            count, Scoring.Spread(given.ConvertAll(one => one.Total!.Value)), rubric is null ? [] : [.. rubric.Criteria.Select(one => Spread(one.Key, given.FindAll(review => review.RubricId == version)))],
            rubric, [.. rows.Select(row => Of(row.Review, row.DisplayName, seen.Sight.Scores || row.Review.Id == seen.Own?.Id, seen.IsStaff))], !seen.Sight.Scores);
    }

    /// <summary>One review.</summary>
    public static ReviewView Of(ApplicationReview row, string reviewer, bool seesScores, bool seesConflict) => new(
        row.Id, row.Version, row.ApplicationId, row.ReviewerId, reviewer, row.State, seesConflict ? row.Conflict : "", seesScores ? row.Total : null, seesScores ? row.Scores : [],
        seesScores ? row.Comment : "", row.GivenAt);

    private static CriterionSpread Spread(string key, List<ApplicationReview> given)
    {
        var points = given.ConvertAll(one => one.Scores.Single(score => score.Key == key).Points);
        return new CriterionSpread(key, Math.Round(points.Average(), 1, MidpointRounding.AwayFromZero), points.Min(), points.Max());
    }
}
