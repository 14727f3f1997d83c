using IncubatorHub.Incubation.Admissions.Rules;

namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>Changes the form of a call. After a published version it begins the next.</summary>
[UseCase(Right.ManageAdmissions, Writes = true)]
internal sealed class EditCallForm(HubDbContext db, CallInHand hand) : IUseCase<EditCallForm.Request, CallFormView>
{
    /// <param name="SeenVersion">Of the last version, published or not.</param>
    public sealed record Request(Guid CallId, Guid? SeenVersion, FormContent Content) : IRequest<CallFormView>, IEdit;

    public async Task<Outcome<CallFormView>> Handle(Request request, CancellationToken cancel)
    {
        var edited = await hand.Edited(
            request.CallId, request.SeenVersion, (call, number) => new CallForm { CallId = call.Id, FacilityId = call.FacilityId, Number = number }, cancel);
        if (!edited.IsAnswer)
            return edited.Problem;
        edited.Answer.Content = request.Content;
        await db.SaveChangesAsync(cancel);
        return CallFormView.From(edited.Answer);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/calls/{id:guid}/form", (Guid id, FormContent content, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, content), cancel))
        .For<EditCallForm>("Edits a call's form", "If-Match: the last version of it. A published version stays as it is: the edit begins the next.");
}
