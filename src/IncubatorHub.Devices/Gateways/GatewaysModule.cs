
namespace IncubatorHub.Devices.Gateways;

/// <summary>The registry of gateways: credentials, devices and what they measure, desired configuration, commands.</summary>
internal static class GatewaysModule
{
    public static IServiceCollection AddGateways(this IServiceCollection services)
    {
        services.AddUseCases(typeof(GatewaysModule).Assembly, typeof(GatewaysModule).Namespace!);
        services.AddSingleton(new ConstraintProblem("Gateways", [nameof(Gateway.Key)], GatewayProblems.KeyTaken));
        return services;
    }

    public static void MapGateways(this IEndpointRouteBuilder api)
    {
        var gateways = api.MapGroup("").WithTags("Gateways");
        ListGateways.Map(gateways);
        ReadGateway.Map(gateways);
        EnrolGateway.Map(gateways);
        EditGateway.Map(gateways);
        ChangeGatewayState.Map(gateways);
        ListCredentials.Map(gateways);
        RotateCredential.Map(gateways);
        RevokeCredential.Map(gateways);
        ReadConfiguration.Map(gateways);
        SetConfiguration.Map(gateways);
        SendCommand.Map(gateways);
        ListCommands.Map(gateways);
        ReadCommand.Map(gateways);
        ImportGateways.Map(gateways);
        ExportGateways.Map(gateways);

        var devices = api.MapGroup("").WithTags("Devices");
        ListDevices.Map(devices);
        ReadDevice.Map(devices);
        AdoptDevice.Map(devices);
        RetireDevice.Map(devices);
        EditMetric.Map(devices);
    }
}
