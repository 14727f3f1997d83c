namespace IncubatorHub.Laboratory.Charges;

/// <summary>Reads one request for a correction.</summary>
[UseCase(Right.ReadCharges)]
internal sealed class ReadAdjustmentRequest(HubDbContext db) : IUseCase<ReadAdjustmentRequest.Request, AdjustmentRequestView>
{
    public sealed record Request(Guid Id) : IRequest<AdjustmentRequestView>;

    public async Task<Outcome<AdjustmentRequestView>> Handle(Request request, CancellationToken cancel) =>
        await db.AdjustmentRequests.Where(one => one.Id == request.Id).Select(AdjustmentRequestView.Of(db)).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("adjustment request", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/adjustment-requests/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadAdjustmentRequest>("Reads a request for a correction");
}
