namespace IncubatorHub.Incubation.Admissions.Reviews;

/// <summary>Reads an own review.</summary>
[UseCase(Right.ReviewApplications)]
internal sealed class ReadReview(ReviewPages pages) : IUseCase<ReadReview.Request, OwnReview>
{
    public sealed record Request(Guid Id) : IRequest<OwnReview>;

    public Task<Outcome<OwnReview>> Handle(Request request, CancellationToken cancel) => pages.Read(request.Id, cancel);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/reviews/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadReview>("Reads an own review");
}
