namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>Reads one call.</summary>
[UseCase(Right.ReadAdmissions)]
internal sealed class ReadCall(HubDbContext db) : IUseCase<ReadCall.Request, CallView>
{
    public sealed record Request(Guid Id) : IRequest<CallView>;

    public async Task<Outcome<CallView>> Handle(Request request, CancellationToken cancel) =>
        await db.Calls.SingleOrDefaultAsync(call => call.Id == request.Id, cancel) is { } found ? CallView.From(found) : CommonProblems.NotFound("call", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/calls/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadCall>("Reads a call");
}
