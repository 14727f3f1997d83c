using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Closes a work order: done, or cancelled. One that comes again opens the next when it is done.</summary>
[UseCase(Right.EditEquipment, Writes = true)]
internal sealed class CloseWorkOrder(HubDbContext db, CallerContext context, TimeProvider time) : IUseCase<CloseWorkOrder.Request, WorkOrderView>
{
    public sealed record Request(Guid Id, Guid? SeenVersion, Fields Fields) : IRequest<WorkOrderView>, IEdit;

    /// <summary>How it ended.</summary>
    public sealed record Fields
    {
        /// <summary>Done, or not to be done.</summary>
        public required bool IsDone { get; init; }

        /// <summary>What came out of it, or why it is not done.</summary>
        [Required, StringLength(2000, MinimumLength = 1)]
        public required string Outcome { get; init; }
    }

    public async Task<Outcome<WorkOrderView>> Handle(Request request, CancellationToken cancel)
    {
        var found = await db.TakeWorkOrder(context.Caller, request.Id, request.SeenVersion, cancel);
        if (!found.IsAnswer)
            return found.Problem;
        var (order, now) = (found.Answer, time.GetUtcNow());
        (order.State, order.Outcome, order.ClosedAt) = (request.Fields.IsDone ? WorkOrderState.Done : WorkOrderState.Cancelled, request.Fields.Outcome, now);
        if (request.Fields.IsDone && order.EveryMonths is { } months)
        {
            // From the day it was done, not the day it was due: an instrument that was calibrated late is good for its whole interval.
            var zone = await db.Facilities.Where(facility => facility.Id == order.FacilityId).Select(facility => facility.TimeZone).SingleAsync(cancel);
            db.Add(new WorkOrder
            {
                FacilityId = order.FacilityId, EquipmentId = order.EquipmentId, Kind = order.Kind, Title = order.Title, Detail = order.Detail,
                DueOn = FacilityGate.Today(zone, now).AddMonths(months), EveryMonths = months, AssigneeId = order.AssigneeId, FollowsId = order.Id,
            });
        }

        await db.SaveChangesAsync(cancel);
        return WorkOrderView.From(order);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/work-orders/{id:guid}/close", (Guid id, Fields fields, IfMatch ifMatch, HttpUseCases http, CancellationToken cancel) =>
            http.Answer(new Request(id, ifMatch.Version, fields), cancel))
        .For<CloseWorkOrder>("Closes a work order", "One with an interval opens the next, due so many months from today. Refusals: work-order.closed (409).");
}
