namespace IncubatorHub.Laboratory.Policies;

/// <summary>What may be booked, by whom, how long: rules in versions, attached to programme, facility, class or item.</summary>
public static class PoliciesModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddPolicies(this IServiceCollection services) =>
        services.AddUseCases(typeof(PoliciesModule).Assembly, typeof(PoliciesModule).Namespace!)
            .AddScoped<PoliciesDoor>();

    /// <summary>Endpoints of the module.</summary>
    public static void MapPolicies(this IEndpointRouteBuilder api)
    {
        _ = api.MapGroup("").WithTags("Policies");
    }
}
