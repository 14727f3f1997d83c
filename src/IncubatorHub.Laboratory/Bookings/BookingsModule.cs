namespace IncubatorHub.Laboratory.Bookings;

/// <summary>Booking of instruments.</summary>
public static class BookingsModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddBookings(this IServiceCollection services) => services
        .AddUseCases(typeof(BookingsModule).Assembly, typeof(BookingsModule).Namespace!);

    /// <summary>Endpoints of the module.</summary>
    public static void MapBookings(this IEndpointRouteBuilder api)
    {
        _ = api.MapGroup("").WithTags("Bookings");
    }
}
