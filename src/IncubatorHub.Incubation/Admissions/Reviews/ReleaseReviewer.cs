namespace IncubatorHub.Incubation.Admissions.Reviews;

/// <summary>Takes a review back that is not given yet.</summary>
[UseCase(Right.ManageAdmissions, Writes = true)]
internal sealed class ReleaseReviewer(HubDbContext db, CallerContext context) : IUseCase<ReleaseReviewer.Request, Done>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<Done>, IEdit;

    public async Task<Outcome<Done>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.ApplicationReviews.SingleOrDefaultAsync(one => one.Id == request.Id, cancel) is not { } review)
            return CommonProblems.NotFound("review", request.Id);
        if (!context.Caller.MayAtFacility(Right.ManageAdmissions, review.FacilityId))
            return CommonProblems.Forbidden(Right.ManageAdmissions);
        if (review.RefuseUnlessSeen(request.SeenVersion) is { } stale)
            return stale;
        // A declared conflict stays declared: else it were undone by being asked again.
        if (review.State is not (ReviewState.Assigned or ReviewState.Open))
            return AdmissionProblems.ReviewWrongState(review.State, ReviewState.Assigned, ReviewState.Open);
        review.State = ReviewState.Released;
        return Done.It;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/reviews/{id:guid}/release", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) => http.Do(new Request(id, ifMatch.Version), cancel))
        .For<ReleaseReviewer>("Takes a review back", "Refusals (409): review.wrong-state.");
}
