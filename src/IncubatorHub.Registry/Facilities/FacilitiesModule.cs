namespace IncubatorHub.Registry.Facilities;

/// <summary>The programme's houses: facilities, zones, units, and who manages them.</summary>
public static class FacilitiesModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddFacilities(this IServiceCollection services) => services
        .AddUseCases(typeof(FacilitiesModule).Assembly, typeof(FacilitiesModule).Namespace!)
        .AddSingleton(new ConstraintProblem("Facilities", [nameof(Facility.Code)], FacilityProblems.CodeTaken));

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
    }
}
