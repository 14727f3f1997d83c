namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>Reads one interlock.</summary>
[UseCase(Right.ReadGateway)]
internal sealed class ReadInterlock(HubDbContext db) : IUseCase<ReadInterlock.Request, InterlockView>
{
    public sealed record Request(Guid Id) : IRequest<InterlockView>;

    public async Task<Outcome<InterlockView>> Handle(Request request, CancellationToken cancel) =>
        await db.Interlocks.Where(row => row.Id == request.Id).Select(InterlockView.Of(db)).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("interlock", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/interlocks/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadInterlock>("Reads an interlock");
}
