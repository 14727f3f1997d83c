namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Which offers a caller sees, and changes: the programme's are everybody's to see, a facility's those of its house.</summary>
internal static class OfferGate
{
    public static IQueryable<MentoringOffer> InSight(HubDbContext db, Caller caller)
    {
        var (all, houses) = (caller.Scope.AllFacilities, caller.Scope.HouseFacilityIds);
        return db.Set<MentoringOffer>().Where(offer => offer.FacilityId == null || all || houses.Contains(offer.FacilityId.Value));
    }

    /// <summary>Null when the caller manages mentoring there; <paramref name="facilityId"/> null: in the programme.</summary>
    public static Problem? RefuseEdit(Caller caller, Guid? facilityId) =>
        (facilityId is { } house ? caller.MayAtFacility(Right.ManageMentoring, house) : caller.MayEverywhere(Right.ManageMentoring))
            ? null
            : CommonProblems.Forbidden(Right.ManageMentoring);
}
