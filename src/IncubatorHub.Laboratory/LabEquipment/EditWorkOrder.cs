namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Changes a work order that is not closed.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class EditWorkOrder(HubDbContext db, CallerContext context) : IUseCase<EditWorkOrder.Request, WorkOrderView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, WorkOrderFields Fields) : IRequest<WorkOrderView>, IEdit;

    public async Task<Outcome<WorkOrderView>> Handle(Request request, CancellationToken cancel)
    {
        var found = await db.TakeWorkOrder(context.Caller, request.Id, request.SeenVersion, cancel);
        if (!found.IsAnswer)
            return found.Problem;
        if (await request.Fields.Refuse(db, found.Answer.FacilityId, found.Answer.AssigneeId, cancel) is { } wrong)
            return wrong;
        request.Fields.ApplyTo(found.Answer);
        await db.SaveChangesAsync(cancel);
        return WorkOrderView.From(found.Answer);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/work-orders/{id:guid}", (Guid id, WorkOrderFields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<EditWorkOrder>("Edits a work order", "Refusals: work-order.closed (409).");
}
