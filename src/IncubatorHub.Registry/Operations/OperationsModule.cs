namespace IncubatorHub.Registry.Operations;

/// <summary>Shows operators what the hub does later: jobs, events on their way, mails.</summary>
public static class OperationsModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services) =>
        services.AddUseCases(typeof(OperationsModule).Assembly, typeof(OperationsModule).Namespace!);

    /// <summary>Endpoints of the module.</summary>
    public static void MapOperations(this IEndpointRouteBuilder api)
    {
        var routes = api.MapGroup("").WithTags("Operations");
        ListJobs.Map(routes);
        ListJobFailures.Map(routes);
        RunJob.Map(routes);
        ListOutboxMessages.Map(routes);
        RetryOutboxMessage.Map(routes);
    }
}
