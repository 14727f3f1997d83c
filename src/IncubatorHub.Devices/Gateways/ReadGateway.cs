namespace IncubatorHub.Devices.Gateways;

/// <summary>Reads one gateway.</summary>
[UseCase(Right.ReadGateway)]
internal sealed class ReadGateway(HubDbContext db, TimeProvider time) : IUseCase<ReadGateway.Request, GatewayView>
{
    public sealed record Request(Guid Id) : IRequest<GatewayView>;

    public async Task<Outcome<GatewayView>> Handle(Request request, CancellationToken cancel) =>
        await db.Gateways.Where(gateway => gateway.Id == request.Id).Select(GatewayView.At(time.GetUtcNow())).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : GatewayProblems.NotFound(request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/gateways/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadGateway>("Reads a gateway");
}
