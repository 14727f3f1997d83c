namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>What every act on one work order asks first.</summary>
internal static class WorkOrderInHand
{
    /// <summary>The order, when the caller may act on it and there is still something to do.</summary>
    public static async Task<Outcome<WorkOrder>> TakeWorkOrder(this HubDbContext db, Caller caller, Guid id, Guid? seenVersion, CancellationToken cancel)
    {
        if (await db.WorkOrders.SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } order)
            return CommonProblems.NotFound("work order", id);
        if (!caller.MayAtFacility(Right.EditEquipment, order.FacilityId))
            return CommonProblems.Forbidden(Right.EditEquipment);
        if (order.RefuseUnlessSeen(seenVersion) is { } stale)
            return stale;
        return order.IsLive ? order : WorkOrderProblems.Closed;
    }
}
