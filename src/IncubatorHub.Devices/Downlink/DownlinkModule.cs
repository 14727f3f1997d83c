
namespace IncubatorHub.Devices.Downlink;

/// <summary>What goes to gateways and what they answer: commands, configuration, presence. It stands on the broker.</summary>
internal static class DownlinkModule
{
    public static IServiceCollection AddDownlink(this IServiceCollection services)
    {
        services.AddSingleton<DeliverCommands>();
        services.AddSingleton<DeliverConfiguration>();
        services.AddSingleton<GatewayGreeting>();
        services.AddSingleton<Deliveries>();
        services.AddHostedService(provider => provider.GetRequiredService<Deliveries>());
        services.AddOutboxHandler<CommandQueued, SendQueuedCommand>();
        services.AddOutboxHandler<ConfigurationDesired, SendDesiredConfiguration>();
        services.AddHostedService<RecordPresence>();
        services.AddHostedService<TakeCommandAnswers>();
        services.AddHostedService<TakeConfigurationReports>();
        services.AddHubJob<ExpireCommands>("expire-commands", ExpireCommands.Every);
        return services;
    }
}
