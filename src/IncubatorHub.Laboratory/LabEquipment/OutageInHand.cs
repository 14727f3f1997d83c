namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>What every act on one outage asks first.</summary>
internal static class OutageInHand
{
    /// <summary>The outage, when the caller may act on it as it stands.</summary>
    public static async Task<Outcome<Outage>> TakeOutage(this HubDbContext db, Caller caller, Guid id, Guid? seenVersion, CancellationToken cancel)
    {
        if (await db.Outages.SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } outage)
            return CommonProblems.NotFound("outage", id);
        if (!caller.MayAtFacility(Right.EditEquipment, outage.FacilityId))
            return CommonProblems.Forbidden(Right.EditEquipment);
        if (outage.RefuseUnlessSeen(seenVersion) is { } stale)
            return stale;
        return outage.CancelledAt is null ? outage : OutageProblems.Cancelled;
    }
}

/// <summary>Refusals about outages; their codes are stable.</summary>
internal static class OutageProblems
{
    public static Problem Cancelled { get; } = new("outage.cancelled", 409, "The outage was cancelled.");

    public static Problem Begun { get; } = new("outage.begun", 409, "The outage has begun: end it.");

    public static Problem NotBegun { get; } = new("outage.not-begun", 409, "The outage has not begun: cancel it.");

    public static Problem Over { get; } = new("outage.over", 409, "The outage is over.");
}
