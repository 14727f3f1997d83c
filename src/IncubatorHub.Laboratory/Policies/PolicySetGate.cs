using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Policies;

/// <summary>Whom policy sets are shown to, and who changes them.</summary>
internal static class PolicySetGate
{
    /// <summary>Sets of the programme, and of the houses in the caller's sight.</summary>
    public static IQueryable<PolicySet> InSight(HubDbContext db)
    {
        var facilities = db.Facilities;
        return db.PolicySets.Where(set => set.FacilityId == null || facilities.Any(facility => facility.Id == set.FacilityId));
    }

    /// <summary>Null when the caller may set rules for this: everywhere only with the right everywhere.</summary>
    public static Problem? RefuseEdit(Caller caller, Guid? facilityId) =>
        (facilityId is { } id ? caller.MayAtFacility(Right.EditPolicy, id) : caller.MayEverywhere(Right.EditPolicy)) ? null : CommonProblems.Forbidden(Right.EditPolicy);

    /// <summary>Null when what the set is for exists and is in use there.</summary>
    public static async Task<Problem?> RefuseScope(HubDbContext db, PolicyScope scope, CancellationToken cancel)
    {
        if (scope.ClassCode is { } code && !await db.EquipmentClasses.AnyAsync(one => one.Code == code && one.RetiredAt == null, cancel))
            return CommonProblems.Invalid("classCode", "There is no such class of equipment in use.");
        if (scope.EquipmentId is { } id && !await db.Equipment.AnyAsync(one => one.Id == id && one.FacilityId == scope.FacilityId && one.RetiredAt == null, cancel))
            return CommonProblems.Invalid("equipmentId", "There is no such equipment in use at this facility.");
        return scope is { ZoneId: { } zone, FacilityId: { } facility } ? await db.RefuseZone(facility, zone, "zoneId", cancel) : null;
    }

    /// <summary>Null when every rule that is named as overridable is one that may be at all.</summary>
    public static Problem? RefuseRules(PolicyRules rules) =>
        rules.OverridableRules?.FirstOrDefault(code => !Overridable.All.Contains(code)) is { } unknown ? PolicyProblems.UnknownRule(unknown) : null;
}
