using IncubatorHub.Incubation.Admissions.Calls;
using IncubatorHub.Incubation.Admissions.Rules;
using IncubatorHub.Registry.People;

namespace IncubatorHub.Incubation.Admissions.Reviews;

/// <summary>An own review with what its reviewer sees of the application.</summary>
/// <param name="Rubric">To score by: the version that was scored by, or the one that counts now.</param>
/// <param name="Application">Text and attachments once it is said that there is no conflict of interest; else who applies, and no more.</param>
/// <param name="Assessment">What others gave, where the reviewer sees it.</param>
public sealed record OwnReview(ReviewView Review, RubricContent? Rubric, ApplicationDetail Application, AssessmentView Assessment) : IVersioned
{
    Guid IVersioned.Version => Review.Version;
}

/// <summary>Makes the page of an own review.</summary>
internal sealed class ReviewPages(HubDbContext db, ReviewReach reach, ApplicationReach applications, ApplicationViews views, ReviewViews reviews)
{
    public async Task<Outcome<OwnReview>> Read(Guid id, CancellationToken cancel)
    {
        if (await (await reach.Own(cancel)).AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } review
            || await applications.See(review.ApplicationId, cancel) is not { } seen)
            return CommonProblems.NotFound("review", id);
        var detail = await views.Read(review.ApplicationId, cancel);
        if (!detail.IsAnswer)
            return detail.Problem;
        var name = await db.Accounts.Where(account => account.Id == review.ReviewerId).Select(account => account.DisplayName).SingleAsync(cancel);
        var rubric = await RubricOf(review, cancel);
        return new OwnReview(
            ReviewViews.Of(review, name, seesScores: true, seesConflict: true), rubric?.Content, detail.Answer, await reviews.Assess(seen, await CountOf(seen, cancel), cancel));
    }

    /// <summary>The version that it was scored by, or the one that counts now.</summary>
    public async Task<CallRubric?> RubricOf(ApplicationReview review, CancellationToken cancel)
    {
        var rubrics = db.Set<CallRubric>().IgnoreQueryFilters([ScopeFilters.Name]).AsNoTracking();
        if (review.RubricId is { } scoredBy)
            return await rubrics.SingleAsync(one => one.Id == scoredBy, cancel);
        var call = await db.Applications.IgnoreQueryFilters([ScopeFilters.Name]).Where(one => one.Id == review.ApplicationId).Select(one => one.CallId).SingleAsync(cancel);
        return await rubrics.Where(one => one.CallId == call && one.PublishedAt != null).OrderByDescending(one => one.Number).FirstOrDefaultAsync(cancel);
    }

    private async Task<ReviewCount> CountOf(SeenApplication seen, CancellationToken cancel)
    {
        var states = await db.ApplicationReviews.IgnoreQueryFilters([ScopeFilters.Name]).Where(one => one.ApplicationId == seen.Application.Id).Select(one => one.State).ToListAsync(cancel);
        return ApplicationViews.CountOf(states, seen.Call.ReviewsWanted);
    }
}
