using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Asks for work on a piece of equipment.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class OpenWorkOrder(HubDbContext db, CallerContext context) : IUseCase<OpenWorkOrder.Request, WorkOrderView>
{
    public sealed record Request : WorkOrderFields, IRequest<WorkOrderView>
    {
        public required Guid EquipmentId { get; init; }

        [EnumDataType(typeof(WorkOrderKind))]
        public required WorkOrderKind Kind { get; init; }
    }

    public async Task<Outcome<WorkOrderView>> Handle(Request request, CancellationToken cancel)
    {
        if (await db.Equipment.AsNoTracking().SingleOrDefaultAsync(one => one.Id == request.EquipmentId, cancel) is not { } equipment)
            return CommonProblems.NotFound("equipment", request.EquipmentId);
        if (!context.Caller.MayAtFacility(Right.EditEquipment, equipment.FacilityId))
            return CommonProblems.Forbidden(Right.EditEquipment);
        if (equipment.RetiredAt is not null)
            return CommonProblems.Retired("equipment");
        if (await request.Refuse(db, equipment.FacilityId, null, cancel) is { } wrong)
            return wrong;
        var order = new WorkOrder { FacilityId = equipment.FacilityId, EquipmentId = equipment.Id, Kind = request.Kind, Title = "" };
        request.ApplyTo(order);
        db.Add(order);
        await db.SaveChangesAsync(cancel);
        return WorkOrderView.From(order);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/work-orders", (Request request, HttpUseCases http, CancellationToken cancel) =>
            http.Create(request, order => $"/api/v1/work-orders/{order.Id}", cancel))
        .For<OpenWorkOrder>("Opens a work order", "Refusals: retired (409).");
}
