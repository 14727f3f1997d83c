namespace IncubatorHub.Laboratory.Bookings;

/// <summary>Booking of instruments.</summary>
public static class BookingsModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddBookings(this IServiceCollection services) => services
        .AddUseCases(typeof(BookingsModule).Assembly, typeof(BookingsModule).Namespace!)
        .AddScoped<BookingParties>()
        .AddScoped<BookingFactsLoader>()
        .AddScoped<AlternativeSlots>()
        .AddScoped<BookingReviewer>()
        .AddScoped<BookingCharges>()
        .AddScoped<BookingDesk>()
        .AddScoped<BookingOffice>()
        .AddScoped<BookingInHand>()
        .AddHubJob<SettleGivenBack>("bookings.settle-given-back", SettleGivenBack.Every)
        .AddSingleton(ConstraintProblem.ByName(OccupancyGuard.Name, BookingProblems.Overlap));

    /// <summary>Endpoints of the module.</summary>
    public static void MapBookings(this IEndpointRouteBuilder api)
    {
        var bookings = api.MapGroup("").WithTags("Bookings");
        ListBookings.Map(bookings);
        ReadBooking.Map(bookings);
        ReadCalendar.Map(bookings);
        PreviewBooking.Map(bookings);
        BookEquipment.Map(bookings);
        MoveBooking.Map(bookings);
        CancelBooking.Map(bookings);
        HandOverBooking.Map(bookings);
        CheckInBooking.Map(bookings);
        ExtendBooking.Map(bookings);
        FinishBooking.Map(bookings);
        CutShortBooking.Map(bookings);

        PreviewPolicy.Map(api.MapGroup("").WithTags("Policies"));
    }
}
