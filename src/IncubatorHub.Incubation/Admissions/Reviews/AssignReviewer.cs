namespace IncubatorHub.Incubation.Admissions.Reviews;

/// <summary>Asks a person to review an application; the person hears of it by mail.</summary>
[UseCase(Right.ManageAdmissions, Writes = true)]
internal sealed class AssignReviewer(HubDbContext db, ApplicationReach reach, ReviewerChoice choice, AdmissionMails mails) : IUseCase<AssignReviewer.Request, ReviewView>
{
    public sealed record Who
    {
        public required Guid AccountId { get; init; }
    }

    public sealed record Request(Guid ApplicationId, Who Who) : IRequest<ReviewView>;

    public async Task<Outcome<ReviewView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await reach.Take(request.ApplicationId, Guid.Empty, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var application = taken.Answer;
        if (application.State is not (ApplicationState.Submitted or ApplicationState.Screening))
            return AdmissionProblems.WrongState(application.State, ApplicationState.Submitted, ApplicationState.Screening);
        if (await choice.At(application.FacilityId).SingleOrDefaultAsync(account => account.Id == request.Who.AccountId, cancel) is not { } account)
            return AdmissionProblems.NoReviewer;
        var review = await db.ApplicationReviews.SingleOrDefaultAsync(one => one.ApplicationId == application.Id && one.ReviewerId == account.Id, cancel);
        if (review is { State: not ReviewState.Released })
            return AdmissionProblems.AlreadyAssigned;
        if (review is null)
            db.Add(review = new ApplicationReview { ApplicationId = application.Id, FacilityId = application.FacilityId, ReviewerId = account.Id });
        review.State = ReviewState.Assigned;
        await mails.AskReviewer(account, application, review, cancel);
        await db.SaveChangesAsync(cancel);
        return ReviewViews.Of(review, account.DisplayName, seesScores: false, seesConflict: true);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/applications/{id:guid}/reviewers", (Guid id, Who who, HttpUseCases http, CancellationToken cancel) =>
            http.Create(new Request(id, who), review => $"/api/v1/reviews/{review.Id}", cancel))
        .For<AssignReviewer>("Assigns a reviewer", "Refusals (409): review.no-reviewer, review.assigned, review.conflict, application.wrong-state.");
}
