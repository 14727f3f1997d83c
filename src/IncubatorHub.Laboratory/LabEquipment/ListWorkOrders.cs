namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Lists the work orders of the houses in the caller's scope.</summary>
[UseCase(Right.ReadEquipment)]
internal sealed class ListWorkOrders(HubDbContext db) : IUseCase<ListWorkOrders.Request, Page<WorkOrderView>>
{
    /// <param name="FacilityId">Only at this facility.</param>
    /// <param name="EquipmentId">Only of this equipment.</param>
    /// <param name="Kind">Only of this kind.</param>
    /// <param name="State">Only in this state.</param>
    /// <param name="AssigneeId">Only of this person.</param>
    /// <param name="DueBefore">Only those that are due before this day.</param>
    public sealed record Request(
        Guid? FacilityId = null, Guid? EquipmentId = null, Choice<WorkOrderKind>? Kind = null, Choice<WorkOrderState>? State = null,
        Guid? AssigneeId = null, DateOnly? DueBefore = null,
        string? Sort = null, int? Limit = null, string? Cursor = null, int? Offset = null) : IRequest<Page<WorkOrderView>>, IPaged;

    private static readonly DateOnly Never = new(9999, 12, 31);

    private static readonly SortKeys<WorkOrder> Keys = new SortKeys<WorkOrder>(order => order.Id)
        .By("dueOn", order => order.DueOn ?? Never)
        .By("createdAt", order => order.CreatedAt);

    public Task<Outcome<Page<WorkOrderView>>> Handle(Request request, CancellationToken cancel)
    {
        IQueryable<WorkOrder> rows = db.WorkOrders;
        if (request.FacilityId is { } facility)
            rows = rows.Where(order => order.FacilityId == facility);
        if (request.EquipmentId is { } equipment)
            rows = rows.Where(order => order.EquipmentId == equipment);
        if (request.Kind is { Value: var kind })
            rows = rows.Where(order => order.Kind == kind);
        if (request.State is { Value: var state })
            rows = rows.Where(order => order.State == state);
        if (request.AssigneeId is { } assignee)
            rows = rows.Where(order => order.AssigneeId == assignee);
        if (request.DueBefore is { } day)
            rows = rows.Where(order => order.DueOn < day);
        return rows.ToPage(request, Keys, WorkOrderView.Of, cancel);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/work-orders", ([AsParameters] Request request, HttpUseCases http, CancellationToken cancel) => http.Answer(request, cancel))
        .For<ListWorkOrders>("Lists work orders");
}
