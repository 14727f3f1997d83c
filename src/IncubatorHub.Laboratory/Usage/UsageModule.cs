namespace IncubatorHub.Laboratory.Usage;

/// <summary>When equipment was in use, told from its readings.</summary>
public static class UsageModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddUsage(this IServiceCollection services) => services
        .AddUseCases(typeof(UsageModule).Assembly, typeof(UsageModule).Namespace!)
        .AddSingleton<UsageMeter>()
        .AddSingleton<UsageBook>()
        .AddSingleton<UsageFollower>()
        .AddHostedService<SessionKeeper>()
        .AddScoped<SensingEvidence>();

    /// <summary>Endpoints of the module.</summary>
    public static void MapUsage(this IEndpointRouteBuilder api)
    {
        var use = api.MapGroup("").WithTags("Use of equipment");
        ListUsageSessions.Map(use);
        ListActivity.Map(use);
    }
}
