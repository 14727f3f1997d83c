namespace IncubatorHub.Registry.People;

/// <summary>Loads the person that an edit is about, and judges whether the caller answers for all that the person holds.</summary>
internal static class PersonInHand
{
    public static async Task<Outcome<Account>> Take(HubDbContext db, Caller caller, Guid id, Guid? seenVersion, CancellationToken cancel)
    {
        if (await PeopleInSight.Of(db, caller).SingleOrDefaultAsync(account => account.Id == id, cancel) is not { } account)
            return PeopleProblems.NotFound(id);
        if (account.Id == caller.Id)
            return PeopleProblems.NotYourself;
        // Every grant counts here, also one out of the caller's sight: a tenant admin cannot lock an officer who once worked in the company.
        var held = await db.RoleGrants.Where(grant => grant.AccountId == id).ToListAsync(cancel);
        if (!held.TrueForAll(grant => Delegation.MayAppoint(caller, grant.Grant)))
            return CommonProblems.Forbidden(Right.EditPeople);
        if (account.RefuseUnlessSeen(seenVersion) is { } stale)
            return stale;
        return account;
    }
}
