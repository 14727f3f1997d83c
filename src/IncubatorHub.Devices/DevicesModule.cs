using IncubatorHub.Devices.Gateways.Broker;
using IncubatorHub.Devices.Readings;
using Microsoft.Extensions.Configuration;

namespace IncubatorHub.Devices;

/// <summary>The door of the Devices wing: gateways with their broker, readings with their ingest.</summary>
public static class DevicesModule
{
    /// <summary>Adds it. Needs Platform and <c>AddHubDatabase</c>.</summary>
    public static IServiceCollection AddDevices(this IServiceCollection services, IConfiguration configuration) =>
        services.AddIngest(configuration).AddBroker(configuration);

    /// <summary>Maps its endpoints; MQTT over WebSocket among them.</summary>
    public static IEndpointRouteBuilder MapDevices(this IEndpointRouteBuilder routes)
    {
        routes.MapBroker();
        return routes;
    }
}
