namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Reads one work order.</summary>
[UseCase(Right.ReadEquipment)]
internal sealed class ReadWorkOrder(HubDbContext db) : IUseCase<ReadWorkOrder.Request, WorkOrderView>
{
    public sealed record Request(Guid Id) : IRequest<WorkOrderView>;

    public async Task<Outcome<WorkOrderView>> Handle(Request request, CancellationToken cancel) =>
        await db.WorkOrders.Where(order => order.Id == request.Id).Select(WorkOrderView.Of).SingleOrDefaultAsync(cancel) is { } found
            ? found
            : CommonProblems.NotFound("work order", request.Id);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/work-orders/{id:guid}", (Guid id, HttpUseCases http, CancellationToken cancel) => http.Answer(new Request(id), cancel))
        .For<ReadWorkOrder>("Reads a work order");
}
