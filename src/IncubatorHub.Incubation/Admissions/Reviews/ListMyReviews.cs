using IncubatorHub.Incubation.Admissions.Calls;

namespace IncubatorHub.Incubation.Admissions.Reviews;

/// <summary>An own review in a list.</summary>
public sealed record MyReviewView(
    Guid Id, ReviewState State, double? Total, Guid ApplicationId, string Reference, string CompanyNameEn, string CompanyNameJa, ApplicationState ApplicationState, string CallTitleEn,
    string CallTitleJa, DateTimeOffset AssignedAt);

/// <summary>Lists the caller's own reviews, those to do first.</summary>
[UseCase(Right.ReviewApplications)]
internal sealed class ListMyReviews(HubDbContext db, ReviewReach reach) : IUseCase<ListMyReviews.Request, Page<MyReviewView>>
{
    /// <param name="ToDo">true: only those that wait for the reviewer; false: the others; left out: all.</param>
    public sealed record Request(bool? ToDo = null, string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<MyReviewView>>, IPaged;

    private static readonly SortKeys<MyReview> Keys = new SortKeys<MyReview>(row => row.Review.Id)
        .By("assignedAt", row => row.Review.CreatedAt)
        .By("reference", row => row.Application.Reference);

    public async Task<Outcome<Page<MyReviewView>>> Handle(Request request, CancellationToken cancel)
    {
        var own = await reach.Own(cancel);
        if (request.ToDo is { } isToDo)
        {
            own = own.Where(review => isToDo == ((review.State == ReviewState.Assigned || review.State == ReviewState.Open)
                && db.Set<Application>().Any(one => one.Id == review.ApplicationId && (one.State == ApplicationState.Submitted || one.State == ApplicationState.Screening))));
        }

        var rows = from review in own
                   join application in db.Set<Application>() on review.ApplicationId equals application.Id
                   join call in db.Set<AdmissionCall>() on application.CallId equals call.Id
                   select new MyReview { Review = review, Application = application, Call = call };
        return await rows.ToPage(request, Keys, row => new MyReviewView(
            row.Review.Id, row.Review.State, row.Review.Total, row.Application.Id, row.Application.Reference, row.Application.CompanyNameEn, row.Application.CompanyNameJa, row.Application.State,
            row.Call.TitleEn, row.Call.TitleJa, row.Review.CreatedAt), cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/reviews", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListMyReviews>("Lists own reviews");

    private sealed class MyReview
    {
        public required ApplicationReview Review { get; init; }

        public required Application Application { get; init; }

        public required AdmissionCall Call { get; init; }
    }
}
