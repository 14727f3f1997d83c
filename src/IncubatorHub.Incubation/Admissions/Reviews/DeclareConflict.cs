using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Incubation.Admissions.Reviews;

/// <summary>A reviewer says whether there is a conflict of interest. Until then the text is not shown; with one it never is, and what was scored is gone.</summary>
[UseCase(Right.ReviewApplications, Writes = true)]
internal sealed class DeclareConflict(HubDbContext db, ReviewReach reach, ReviewPages pages) : IUseCase<DeclareConflict.Request, OwnReview>
{
    public sealed record Declaration
    {
        /// <summary>Whether the reviewer has an interest in it.</summary>
        public required bool HasConflict { get; init; }

        /// <summary>What it is; for those who run the call.</summary>
        [StringLength(500)]
        public string What { get; init; } = "";
    }

    public sealed record Request(Guid Id, Guid? SeenVersion, Declaration Said) : IRequest<OwnReview>, IEdit;

    public async Task<Outcome<OwnReview>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await reach.Take(request.Id, request.SeenVersion, request.Said.HasConflict ? [ReviewState.Assigned, ReviewState.Open, ReviewState.Given] : [ReviewState.Assigned], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var review = taken.Answer;
        (review.State, review.Conflict) = request.Said.HasConflict ? (ReviewState.Conflict, request.Said.What.Trim()) : (ReviewState.Open, "");
        if (request.Said.HasConflict)
            (review.RubricId, review.Scores, review.Total, review.Comment, review.GivenAt) = (null, [], null, "", null);
        await db.SaveChangesAsync(cancel);
        return await pages.Read(review.Id, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/reviews/{id:guid}/declare", (Guid id, Declaration said, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, said), cancel))
        .For<DeclareConflict>("Declares a conflict of interest, or that there is none", "Refusals (409): review.wrong-state, application.wrong-state.");
}
