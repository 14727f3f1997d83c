namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>Shows a call to everybody; between its instants it takes applications.</summary>
[UseCase(Right.ManageAdmissions, Writes = true)]
internal sealed class PublishCall(HubDbContext db, CallInHand hand, TimeProvider time) : IUseCase<PublishCall.Request, CallView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<CallView>, IEdit;

    public async Task<Outcome<CallView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.Take(request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        var call = taken.Answer;
        if (call.PublishedAt is not null)
            return AdmissionProblems.CallPublished;
        if (await hand.Published<CallForm>(call.Id, cancel) is null)
            return AdmissionProblems.FormUnpublished;
        if (await hand.Published<CallRubric>(call.Id, cancel) is null)
            return AdmissionProblems.RubricUnpublished;
        call.PublishedAt = time.GetUtcNow();
        await db.SaveChangesAsync(cancel);
        return CallView.From(call);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/calls/{id:guid}/publish", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version), cancel))
        .For<PublishCall>("Publishes a call", "Refusals (409): call.published, call.form-unpublished, call.rubric-unpublished, retired.");
}
