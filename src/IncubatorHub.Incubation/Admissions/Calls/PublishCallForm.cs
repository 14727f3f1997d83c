namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>Publishes the version of a call's form that is edited: it never changes again.</summary>
[UseCase(Right.ManageAdmissions, Writes = true)]
internal sealed class PublishCallForm(CallInHand hand, TimeProvider time) : IUseCase<PublishCallForm.Request, CallFormView>
{
    public sealed record Request(Guid CallId, Guid? SeenVersion) : IRequest<CallFormView>, IEdit;

    public async Task<Outcome<CallFormView>> Handle(Request request, CancellationToken cancel)
    {
        var published = await hand.Publish<CallForm>(request.CallId, request.SeenVersion, time.GetUtcNow(), cancel);
        return published.IsAnswer ? CallFormView.From(published.Answer) : published.Problem;
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/calls/{id:guid}/form/publish", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version), cancel))
        .For<PublishCallForm>("Publishes a call's form", "Refusals (409): call.nothing-to-publish.");
}
