namespace IncubatorHub.Incubation.Health;

/// <summary>How companies fare, from what every module below knows of them. It keeps no rows.</summary>
public static class HealthModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddCompanyHealth(this IServiceCollection services) => services
        .AddUseCases(typeof(HealthModule).Assembly, typeof(HealthModule).Namespace!)
        .AddScoped<HealthFactsLoader>();

    /// <summary>Endpoints of the module.</summary>
    public static void MapCompanyHealth(this IEndpointRouteBuilder api)
    {
        var health = api.MapGroup("").WithTags("Health of companies");
        ListHealth.Map(health);
        ReadHealth.Map(health);
    }
}
