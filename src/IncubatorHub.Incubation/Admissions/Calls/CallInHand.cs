namespace IncubatorHub.Incubation.Admissions.Calls;

/// <summary>Takes a call and its sheets in hand.</summary>
internal sealed class CallInHand(HubDbContext db, CallerContext context)
{
    /// <summary>A call in use, tracked, that the caller manages.</summary>
    public async Task<Outcome<AdmissionCall>> Take(Guid id, CancellationToken cancel)
    {
        if (await db.Calls.SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } call)
            return CommonProblems.NotFound("call", id);
        if (!context.Caller.MayAtFacility(Right.ManageAdmissions, call.FacilityId))
            return CommonProblems.Forbidden(Right.ManageAdmissions);
        return call.RetiredAt is null ? call : CommonProblems.Retired("call");
    }

    /// <summary>The same, seen in this version.</summary>
    public async Task<Outcome<AdmissionCall>> Take(Guid id, Guid? seenVersion, CancellationToken cancel)
    {
        var taken = await Take(id, cancel);
        return taken.IsAnswer && taken.Answer.RefuseUnlessSeen(seenVersion) is { } stale ? stale : taken;
    }

    /// <summary>The last version of the call's form or rubric, published or not.</summary>
    public Task<TSheet?> Last<TSheet>(Guid callId, CancellationToken cancel)
        where TSheet : CallSheet => db.Set<TSheet>().Where(sheet => sheet.CallId == callId).OrderByDescending(sheet => sheet.Number).FirstOrDefaultAsync(cancel);

    /// <summary>The version that counts: the last one that is published.</summary>
    public Task<TSheet?> Published<TSheet>(Guid callId, CancellationToken cancel)
        where TSheet : CallSheet =>
        db.Set<TSheet>().Where(sheet => sheet.CallId == callId && sheet.PublishedAt != null).OrderByDescending(sheet => sheet.Number).FirstOrDefaultAsync(cancel);

    /// <summary>The version that is edited: the last one, or the next after a published one. The edit names what its sender saw, whichever that was.</summary>
    public async Task<Outcome<TSheet>> Edited<TSheet>(Guid callId, Guid? seenVersion, Func<AdmissionCall, int, TSheet> next, CancellationToken cancel)
        where TSheet : CallSheet
    {
        var taken = await Take(callId, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        await db.TakeTurn("sheets of a call", callId, cancel);
        var last = await Last<TSheet>(callId, cancel);
        if (last?.RefuseUnlessSeen(seenVersion) is { } stale)
            return stale;
        if (last is { PublishedAt: null })
            return last;
        var sheet = next(taken.Answer, (last?.Number ?? 0) + 1);
        db.Add(sheet);
        return sheet;
    }

    /// <summary>Publishes the version that is edited.</summary>
    public async Task<Outcome<TSheet>> Publish<TSheet>(Guid callId, Guid? seenVersion, DateTimeOffset now, CancellationToken cancel)
        where TSheet : CallSheet
    {
        var taken = await Take(callId, cancel);
        if (!taken.IsAnswer)
            return taken.Problem;
        await db.TakeTurn("sheets of a call", callId, cancel);
        if (await Last<TSheet>(callId, cancel) is not { PublishedAt: null } sheet)
            return AdmissionProblems.NothingToPublish;
        if (sheet.RefuseUnlessSeen(seenVersion) is { } stale)
            return stale;
        sheet.PublishedAt = now;
        await db.SaveChangesAsync(cancel);
        return sheet;
    }
}
