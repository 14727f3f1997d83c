namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>Reads the rubric of a call: the version asked for, or the last.</summary>
[UseCase(Right.ReadAdmissions)]
internal sealed class ReadCallRubric(HubDbContext db) : IUseCase<ReadCallRubric.Request, CallRubricView>
{
    public sealed record Request(Guid CallId, int? Number = null) : IRequest<CallRubricView>;

    public async Task<Outcome<CallRubricView>> Handle(Request request, CancellationToken cancel) =>
        await db.Set<CallRubric>().Where(sheet => sheet.CallId == request.CallId && (request.Number == null || sheet.Number == request.Number))
            .OrderByDescending(sheet => sheet.Number).FirstOrDefaultAsync(cancel) is { } found
            ? CallRubricView.From(found)
            : CommonProblems.NotFound("rubric", request.CallId);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/calls/{id:guid}/rubric", (Guid id, int? number, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id, number), cancel))
        .For<ReadCallRubric>("Reads a call's rubric", "number: a version; left out: the last, published or not.");
}
