namespace IncubatorHub.Devices.Admission;

/// <summary>Adds who may connect, and the tally of what each gateway sent.</summary>
internal static class AdmissionRegistration
{
    public static IServiceCollection AddAdmission(this IServiceCollection services)
    {
        services.AddSingleton<IngestCounters>();
        services.AddSingleton<GatewayDirectory>();
        services.AddOutboxHandler<GatewayAccessChanged, RefreshDirectory>();
        return services;
    }
}
