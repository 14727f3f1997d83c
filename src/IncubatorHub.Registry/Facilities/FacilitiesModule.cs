namespace IncubatorHub.Registry.Facilities;

/// <summary>The programme's houses: facilities, zones, units, and who manages them.</summary>
public static class FacilitiesModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddFacilities(this IServiceCollection services) => services
        .AddUseCases(typeof(FacilitiesModule).Assembly, typeof(FacilitiesModule).Namespace!)
        .AddSingleton(new ConstraintProblem("Facilities", [nameof(Facility.Code)], FacilityProblems.CodeTaken))
        .AddSingleton(new ConstraintProblem("ClusterProjects", [nameof(ClusterProject.Code)], FacilityProblems.ProjectCodeTaken))
        .AddSingleton(new ConstraintProblem("Zones", [nameof(Zone.FacilityId), nameof(Zone.Code)], FacilityProblems.ZoneCodeTaken))
        .AddSingleton(new ConstraintProblem("Units", [nameof(Unit.FacilityId), nameof(Unit.Code)], FacilityProblems.UnitCodeTaken))
        .AddSingleton(new ConstraintProblem("ManagerAssignments",
            [nameof(ManagerAssignment.FacilityId), nameof(ManagerAssignment.AccountId), nameof(ManagerAssignment.StartsOn)], FacilityProblems.AssignmentTaken))
        .AddScoped<IReferenceRows, ProgrammeRows>();

    /// <summary>Endpoints of the module.</summary>
    public static void MapFacilities(this IEndpointRouteBuilder api)
    {
        var routes = api.MapGroup("").WithTags("Facilities");
        ListFacilities.Map(routes);
        ReadMap.Map(routes);
        ReadFacilityByCode.Map(routes);
        ReadFacility.Map(routes);
        CreateFacility.Map(routes);
        EditFacility.Map(routes);
        RetireFacility.Map(routes);
        ListBureaus.Map(routes);
        ListPrefectures.Map(routes);
        ListClusterProjects.Map(routes);
        ReadClusterProject.Map(routes);
        CreateClusterProject.Map(routes);
        EditClusterProject.Map(routes);
        RetireClusterProject.Map(routes);
        ListZones.Map(routes);
        ReadZone.Map(routes);
        CreateZone.Map(routes);
        EditZone.Map(routes);
        RetireZone.Map(routes);
        ListUnits.Map(routes);
        ReadUnit.Map(routes);
        CreateUnit.Map(routes);
        EditUnit.Map(routes);
        RetireUnit.Map(routes);
        ListManagers.Map(routes);
        ReadAssignment.Map(routes);
        CreateAssignment.Map(routes);
        EditAssignment.Map(routes);
        ImportFacilities.Map(routes);
        ExportFacilities.Map(routes);
    }
}
