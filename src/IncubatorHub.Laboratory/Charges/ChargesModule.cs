namespace IncubatorHub.Laboratory.Charges;

/// <summary>What use costs, and the credit that it is paid from.</summary>
public static class ChargesModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddCharges(this IServiceCollection services) =>
        services.AddUseCases(typeof(ChargesModule).Assembly, typeof(ChargesModule).Namespace!);

    /// <summary>Endpoints of the module.</summary>
    public static void MapCharges(this IEndpointRouteBuilder api)
    {
        _ = api.MapGroup("").WithTags("Charges");
    }
}
