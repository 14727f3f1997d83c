using IncubatorHub.Platform.Settings;
using IncubatorHub.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace IncubatorHub.Devices.Readings;

/// <summary>Adds the way from a message to the stores. The telemetry store itself is opened here, before the broker takes a connection.</summary>
internal static class IngestRegistration
{
    public static IServiceCollection AddIngest(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidatedOptions<IngestOptions>(configuration, IngestOptions.Section);
        services.AddSingleton<DiscoveredSeries>();
        services.AddSingleton<LiveEvents>();
        // Opened by whoever needs it first, which is at the start: a hosted service takes it in its constructor. The container closes it last.
        services.AddSingleton(provider => OpenStore(provider, configuration).GetAwaiter().GetResult());
        services.AddSingleton<IReadingJournal, StoreJournal>();
        services.AddSingleton<EventWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<EventWriter>());
        services.AddSingleton<TelemetryIngest>();
        services.AddSingleton<EventIngest>();
        services.AddSingleton<IngestDesk>();
        services.AddScoped(provider => new Quarantine(
            provider.GetRequiredService<HubDbContext>(), provider.GetRequiredService<GatewayDirectory>(),
            provider.GetRequiredService<IngestDesk>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHealthChecks().AddCheck<IngestHealth>("ingest", tags: ["ready"]);
        return services;
    }

    private static Task<TelemetryStore> OpenStore(IServiceProvider provider, IConfiguration configuration)
    {
        var file = Path.Combine(DataDirectory.Of(configuration).FullName, "telemetry.db");
        return TelemetryStore.Open(
            new TelemetryStoreOptions { Path = file }, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<TelemetryStore>>(), CancellationToken.None);
    }
}
