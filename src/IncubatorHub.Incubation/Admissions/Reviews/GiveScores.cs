using System.ComponentModel.DataAnnotations;
using IncubatorHub.Incubation.Admissions.Rules;

namespace IncubatorHub.Incubation.Admissions.Reviews;

/// <summary>A reviewer gives scores, or changes them while the application is screened.</summary>
[UseCase(Right.ReviewApplications, Writes = true)]
internal sealed class GiveScores(HubDbContext db, ReviewReach reach, ReviewPages pages, TimeProvider time) : IUseCase<GiveScores.Request, OwnReview>
{
    public sealed record Given
    {
        /// <summary>Each criterion of the rubric once.</summary>
        [MaxLength(12)]
        public required IReadOnlyList<CriterionScore> Scores { get; init; }

        [StringLength(4_000)]
        public string Comment { get; init; } = "";
    }

    public sealed record Request(Guid Id, Guid? SeenVersion, Given Fields) : IRequest<OwnReview>, IEdit;

    public async Task<Outcome<OwnReview>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await reach.Take(request.Id, request.SeenVersion, [ReviewState.Open, ReviewState.Given], cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var review = taken.Answer;
        if (await pages.RubricOf(review, cancel) is not { } rubric)
            return AdmissionProblems.RubricUnpublished;
        if (Scoring.FirstFault(rubric.Content, request.Fields.Scores) is { } fault)
            return CommonProblems.Invalid("fields.scores", fault);
        (review.State, review.RubricId, review.Scores, review.Comment) = (ReviewState.Given, rubric.Id, request.Fields.Scores, request.Fields.Comment.Trim());
        (review.Total, review.GivenAt) = (Scoring.Total(rubric.Content, request.Fields.Scores), time.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return await pages.Read(review.Id, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/reviews/{id:guid}", (Guid id, Given given, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, given), cancel))
        .For<GiveScores>("Gives scores", "Refusals (409): review.wrong-state, application.wrong-state, call.rubric-unpublished.");
}
