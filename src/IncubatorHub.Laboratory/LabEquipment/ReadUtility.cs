namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Reads one utility.</summary>
[UseCase(Right.ReadEquipment)]
internal sealed class ReadUtility(HubDbContext db) : IUseCase<ReadUtility.Request, UtilityView>
{
    public sealed record Request(Guid Id) : IRequest<UtilityView>;

    public async Task<Outcome<UtilityView>> Handle(Request request, CancellationToken cancel) =>
        await db.Utilities.Where(utility => utility.Id == request.Id).Select(UtilityView.Of).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("utility", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/utilities/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadUtility>("Reads a utility");
}
