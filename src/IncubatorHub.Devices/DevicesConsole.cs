using IncubatorHub.Devices.Gateways.Pages;
using IncubatorHub.Devices.Readings.Pages;
using IncubatorHub.Platform.Ui;

namespace IncubatorHub.Devices;

/// <summary>What this wing's modules bring to the console.</summary>
public static class DevicesConsole
{
    /// <summary>Navigation, parts of pages, and texts.</summary>
    public static IServiceCollection AddDevicesConsole(this IServiceCollection services) => services
        .AddScoped<FacilityZones>()
        .AddSharedTexts<GatewayTexts>()
        .AddSharedTexts<ReadingTexts>()
        .AddNavigation<GatewayTexts>("/gateways", "NavGateways", "router", Right.ReadGateway, 200)
        .AddNavigation<GatewayTexts>("/devices", "NavDevices", "sensors", Right.ReadDevice, 210)
        .AddNavigation<ReadingTexts>("/quarantine", "NavQuarantine", "gpp_maybe", Right.ReadQuarantine, 220)
        .AddSingleton(new ImportKind("gateways", typeof(GatewayTexts), "NavGateways", 200, (file, isDryRun) => new ImportGateways.Request(file, isDryRun)))
        .AddPagePart<GatewayTexts, DeviceFigures>(PagePlaces.Overview, "devices", "NavDevices", Right.ReadGateway, 100)
        .AddPagePart<ReadingTexts, LiveDevices>(PagePlaces.Facility, "live", "TabLive", Right.ReadReadings, 200, isForHouse: true, group: PageGroup.Devices)
        .AddPagePart<ReadingTexts, DoorEventStream>(PagePlaces.Facility, "door-events", "TabDoorEvents", Right.ReadDoorEvents, 320, group: PageGroup.Doors)
        .AddPagePart<GatewayTexts, FacilityGateways>(PagePlaces.Facility, "gateways", "TabGateways", Right.ReadGateway, 400, group: PageGroup.Devices);
}
