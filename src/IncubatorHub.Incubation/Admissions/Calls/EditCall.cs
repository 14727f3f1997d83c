namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>Changes what a call says. A published one too: a closing time may be put off.</summary>
[UseCase(Right.ManageAdmissions, Writes = true)]
internal sealed class EditCall(HubDbContext db, CallInHand hand) : IUseCase<EditCall.Request, CallView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, CallFields Fields) : IRequest<CallView>, IEdit;

    public async Task<Outcome<CallView>> Handle(Request request, CancellationToken cancel)
    {
        var taken = await hand.Take(request.Id, request.SeenVersion, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        request.Fields.ApplyTo(taken.Answer);
        await db.SaveChangesAsync(cancel);
        return CallView.From(taken.Answer);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/calls/{id:guid}", (Guid id, CallFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditCall>("Edits a call", "Refusals (409): retired.");
}
