using IncubatorHub.Incubation.Admissions.Rules;

namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>Changes the rubric of a call. After a published version it begins the next.</summary>
[UseCase(Right.ManageAdmissions, Writes = true)]
internal sealed class EditCallRubric(HubDbContext db, CallInHand hand) : IUseCase<EditCallRubric.Request, CallRubricView>
{
    /// <param name="SeenVersion">Of the last version, published or not.</param>
    public sealed record Request(Guid CallId, Guid? SeenVersion, RubricContent Content) : IRequest<CallRubricView>, IEdit;

    public async Task<Outcome<CallRubricView>> Handle(Request request, CancellationToken cancel)
    {
        var edited = await hand.Edited(
            request.CallId, request.SeenVersion, (call, number) => new CallRubric { CallId = call.Id, FacilityId = call.FacilityId, Number = number }, cancel);
        if (!edited.IsAnswer)
            return edited.Problem;
        edited.Answer.Content = request.Content;
        await db.SaveChangesAsync(cancel);
        return CallRubricView.From(edited.Answer);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/calls/{id:guid}/rubric", (Guid id, RubricContent content, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, content), cancel))
        .For<EditCallRubric>("Edits a call's rubric", "If-Match: the last version of it. A published version stays as it is: the edit begins the next.");
}
