using IncubatorHub.Registry.People;

namespace IncubatorHub.Incubation.Admissions.Reviews;

/// <summary>A reviewer's own reviews, wherever they are: a mentor who reviews is of no house.</summary>
internal sealed class ReviewReach(HubDbContext db, OwnAccount own)
{
    /// <summary>The caller's reviews that stand. The query that it is part of passes no filter: it must show nothing but what the reviewer may see.</summary>
    public async Task<IQueryable<ApplicationReview>> Own(CancellationToken cancel)
    {
        var self = await own.Find(cancel) ?? Guid.Empty;
        return db.ApplicationReviews.IgnoreQueryFilters([ScopeFilters.Name]).Where(review => review.ReviewerId == self && review.State != ReviewState.Released);
    }

    /// <summary>An own review, tracked, of an application that is being screened, seen in this version and in one of these states.</summary>
    public async Task<Outcome<ApplicationReview>> Take(Guid id, Guid? seenVersion, ReviewState[] states, CancellationToken cancel)
    {
        if (await (await Own(cancel)).SingleOrDefaultAsync(review => review.Id == id, cancel) is not { } review)
            return CommonProblems.NotFound("review", id);
        if (review.RefuseUnlessSeen(seenVersion) is { } stale)
            return stale;
        if (!states.Contains(review.State))
            return AdmissionProblems.ReviewWrongState(review.State, states);
        var state = await db.Applications.IgnoreQueryFilters([ScopeFilters.Name]).Where(one => one.Id == review.ApplicationId).Select(one => one.State).SingleAsync(cancel);
        return state is ApplicationState.Submitted or ApplicationState.Screening ? review : AdmissionProblems.WrongState(state, ApplicationState.Submitted, ApplicationState.Screening);
    }
}
