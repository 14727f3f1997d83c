namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>Loads an interlock for a change, or says why not.</summary>
internal static class InterlockLookup
{
    public static async Task<(Interlock? Interlock, Problem? Refusal)> FindInterlock(
        this HubDbContext db, Guid id, Guid? seenVersion, Right right, Caller caller, CancellationToken cancel)
    {
        if (await db.Interlocks.SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } interlock)
            return (null, CommonProblems.NotFound("interlock", id));
        if (!caller.MayAtFacility(right, interlock.FacilityId))
            return (null, CommonProblems.Forbidden(right));
        if (interlock.RetiredAt is not null)
            return (null, CommonProblems.Retired("interlock"));
        return interlock.RefuseUnlessSeen(seenVersion) is { } stale ? (null, stale) : (interlock, null);
    }
}
