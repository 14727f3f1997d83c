using IncubatorHub.Devices.Downlink;
using Microsoft.Extensions.Configuration;

namespace IncubatorHub.Devices;

/// <summary>The door of the Devices wing: gateways with their broker, readings with their ingest.</summary>
public static class DevicesModule
{
    /// <summary>Adds it. Needs Platform and <c>AddHubDatabase</c>.</summary>
    public static IServiceCollection AddDevices(this IServiceCollection services, IConfiguration configuration) =>
        services
        .AddGateways().AddAdmission().AddReadings().AddIngest(configuration).AddBroker(configuration).AddDownlink();

    /// <summary>Maps its part of the API.</summary>
    public static void MapDevices(this IEndpointRouteBuilder api)
    {
        api.MapGateways();
        api.MapReadings();
    }

    /// <summary>Maps MQTT over WebSocket, which authenticates by itself.</summary>
    public static void MapDeviceConnections(this IEndpointRouteBuilder routes) => routes.MapBroker();
}
