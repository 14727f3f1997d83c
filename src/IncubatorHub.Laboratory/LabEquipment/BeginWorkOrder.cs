namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Says that work on an order has begun.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class BeginWorkOrder(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<BeginWorkOrder.Request, WorkOrderView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion) : IRequest<WorkOrderView>, IEdit;

    public async Task<Outcome<WorkOrderView>> Handle(Request request, CancellationToken cancel)
    {
        var found = await db.TakeWorkOrder(context.Caller, request.Id, request.SeenVersion, cancel);
        if (!found.IsAnswer)
            return found.Problem;
        if (found.Answer.State is WorkOrderState.InProgress)
            return WorkOrderProblems.Begun;
        (found.Answer.State, found.Answer.StartedAt) = (WorkOrderState.InProgress, time.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return WorkOrderView.From(found.Answer);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/work-orders/{id:guid}/begin", (Guid id, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version), cancel))
        .For<BeginWorkOrder>("Begins the work of an order", "Refusals: work-order.begun, work-order.closed (409).");
}
