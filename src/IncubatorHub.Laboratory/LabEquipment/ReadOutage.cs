namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Reads one outage.</summary>
[UseCase(Right.ReadEquipment)]
internal sealed class ReadOutage(HubDbContext db) : IUseCase<ReadOutage.Request, OutageView>
{
    public sealed record Request(Guid Id) : IRequest<OutageView>;

    public async Task<Outcome<OutageView>> Handle(Request request, CancellationToken cancel) =>
        await db.Outages.Where(outage => outage.Id == request.Id).Select(OutageView.Of).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("outage", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/outages/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadOutage>("Reads an outage");
}
