namespace IncubatorHub.Devices.Readings;

/// <summary>What was measured and what happened: queries, exports, live streams, quarantine. Its ingest is registered beside it.</summary>
internal static class ReadingsModule
{
    public static IServiceCollection AddReadings(this IServiceCollection services)
    {
        services.AddUseCases(typeof(ReadingsModule).Assembly, typeof(ReadingsModule).Namespace!);
        services.AddScoped<DeviceSeries>();
        services.AddHostedService<RecordDiscoveries>();
        return services;
    }

    public static void MapReadings(this IEndpointRouteBuilder api)
    {
        var readings = api.MapGroup("").WithTags("Readings");
        ReadLatest.Map(readings);
        ReadFacilityValues.Map(readings);
        ReadRange.Map(readings);
        ReadBuckets.Map(readings);
        ExportReadings.Map(readings);
        FollowReadings.Map(readings);
        ListGatewayEvents.Map(readings);

        var quarantine = api.MapGroup("").WithTags("Quarantine");
        ListQuarantine.Map(quarantine);
        ReadQuarantineEntry.Map(quarantine);
        ReplayQuarantineEntry.Map(quarantine);
        DiscardQuarantineEntry.Map(quarantine);
    }
}
