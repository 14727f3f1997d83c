namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>Reads the form of a call: the version asked for, or the last.</summary>
[UseCase(Right.ReadAdmissions)]
internal sealed class ReadCallForm(HubDbContext db) : IUseCase<ReadCallForm.Request, CallFormView>
{
    public sealed record Request(Guid CallId, int? Number = null) : IRequest<CallFormView>;

    public async Task<Outcome<CallFormView>> Handle(Request request, CancellationToken cancel) =>
        await db.Set<CallForm>().Where(sheet => sheet.CallId == request.CallId && (request.Number == null || sheet.Number == request.Number))
            .OrderByDescending(sheet => sheet.Number).FirstOrDefaultAsync(cancel) is { } found
            ? CallFormView.From(found)
            : CommonProblems.NotFound("form", request.CallId);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/calls/{id:guid}/form", (Guid id, int? number, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id, number), cancel))
        .For<ReadCallForm>("Reads a call's form", "number: a version; left out: the last, published or not.");
}
