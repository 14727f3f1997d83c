namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>Publishes the version of a call's rubric that is edited: it never changes again.</summary>
[UseCase(Right.ManageAdmissions, Writes = true)]
internal sealed class PublishCallRubric(CallInHand hand, TimeProvider time) : IUseCase<PublishCallRubric.Request, CallRubricView>
{
    public sealed record Request(Guid CallId, Guid? SeenVersion) : IRequest<CallRubricView>, IEdit;

    public async Task<Outcome<CallRubricView>> Handle(Request request, CancellationToken cancel)
    {
        var published = await hand.Publish<CallRubric>(request.CallId, request.SeenVersion, time.GetUtcNow(), cancel);
        return published.IsAnswer ? CallRubricView.From(published.Answer) : published.Problem;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/calls/{id:guid}/rubric/publish", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version), cancel))
        .For<PublishCallRubric>("Publishes a call's rubric", "Refusals (409): call.nothing-to-publish.");
}
