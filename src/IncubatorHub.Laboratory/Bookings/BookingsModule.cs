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
        .AddSingleton<KioskTries>()
        .AddHubJob<SettleGivenBack>("bookings.settle-given-back", SettleGivenBack.Every)
        .AddSingleton(ConstraintProblem.ByName("UX_KioskLinks_InForce", KioskProblems.MadeMeanwhile))
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

        var kiosks = api.MapGroup("").WithTags("Kiosks");
        ListKioskLinks.Map(kiosks);
        MakeKioskLink.Map(kiosks);
        RevokeKioskLink.Map(kiosks);
    }

    /// <summary>The form of the kiosk's page, which works without a sign-in.</summary>
    public static void MapKiosk(this IEndpointRouteBuilder routes) => KioskForm.Map(routes);
}
