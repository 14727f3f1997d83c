using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Policies;

/// <summary>What may be booked, by whom, how long: rules in versions, attached to programme, facility, class or item.</summary>
public static class PoliciesModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddPolicies(this IServiceCollection services) =>
        services.AddUseCases(typeof(PoliciesModule).Assembly, typeof(PoliciesModule).Namespace!)
            .AddScoped<PoliciesDoor>()
            .AddScoped<IReferenceRows, DefaultPolicy>()
            .AddSingleton(new ConstraintProblem("PolicySets", [nameof(PolicySet.ScopeKey)], PolicyProblems.ScopeTaken))
            .AddSingleton(new ConstraintProblem("FacilityDays", [nameof(FacilityDay.FacilityId), nameof(FacilityDay.Date)], PolicyProblems.DayTaken));

    /// <summary>Endpoints of the module.</summary>
    public static void MapPolicies(this IEndpointRouteBuilder api)
    {
        var policies = api.MapGroup("").WithTags("Policies");
        ListPolicySets.Map(policies);
        ReadPolicySet.Map(policies);
        CreatePolicySet.Map(policies);
        EditPolicySet.Map(policies);
        ChangePolicyRules.Map(policies);
        RetirePolicySet.Map(policies);
        ListPolicyVersions.Map(policies);
        ReadEquipmentPolicy.Map(policies);

        var days = api.MapGroup("").WithTags("Facility days");
        ListFacilityDays.Map(days);
        CreateFacilityDay.Map(days);
        RetireFacilityDay.Map(days);
    }
}
