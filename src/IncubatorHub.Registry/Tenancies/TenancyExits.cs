namespace IncubatorHub.Registry.Tenancies;

/// <summary>What an upper module does to tenancies when a company leaves a facility, within that module's own transaction.</summary>
public sealed class TenancyExits(HubDbContext db)
{
    /// <summary>The code of the refusal when there is nothing to end.</summary>
    public const string NoneCode = "tenancy.none-current";

    /// <summary>
    /// Ends every current tenancy of a company at a facility on that day, and cancels those that have not begun. Null when it was done; else the refusal. The caller
    /// has asked whether it may.
    /// </summary>
    public async Task<Problem?> EndAll(Guid companyId, Guid facilityId, DateOnly endsOn, ExitKind kind, string reason, CancellationToken cancel)
    {
        var live = await db.Tenancies.Where(tenancy => tenancy.CompanyId == companyId && tenancy.FacilityId == facilityId
            && (tenancy.State == TenancyState.Current || tenancy.State == TenancyState.Planned)).ToListAsync(cancel);
        if (!live.Exists(tenancy => tenancy.State is TenancyState.Current))
            return new Problem(NoneCode, 409, "There is no current tenancy.");
        if (live.Exists(tenancy => tenancy.State is TenancyState.Current && tenancy.StartsOn > endsOn))
            return CommonProblems.Invalid("exitedOn", "Not before the first day of a tenancy.");
        foreach (var tenancy in live)
        {
            if (tenancy.State is TenancyState.Planned)
                (tenancy.State, tenancy.Reason) = (TenancyState.Cancelled, reason);
            else
                (tenancy.State, tenancy.EndsOn, tenancy.ExitKind, tenancy.Reason) = (TenancyState.Ended, endsOn, kind, reason);
        }

        return null;
    }
}
