using IncubatorHub.Laboratory.Bookings.Calendar;
using IncubatorHub.Laboratory.Bookings.Kiosks;
using IncubatorHub.Laboratory.Bookings.Outages;
using IncubatorHub.Laboratory.Bookings.Reviews;
using IncubatorHub.Laboratory.Bookings.Search;
using IncubatorHub.Laboratory.Bookings.Series;
using IncubatorHub.Laboratory.Bookings.Waiting;
using IncubatorHub.Laboratory.LabEquipment;

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
        .AddScoped<KeptRooms>()
        .AddScoped<CompanyUse>()
        .AddScoped<BookingDesk>()
        .AddScoped<BookingOffice>()
        .AddScoped<BookingInHand>()
        .AddScoped<StaffRota>()
        .AddScoped<SeriesRequests>()
        .AddScoped<OutageReach>()
        .AddScoped<FreeTimeSearch>()
        .AddScoped<WaitlistOffers>()
        .AddScoped<HoldExpiry>()
        .AddScoped<WaitlistSweep>()
        .AddOutboxHandler<BookingChanged, OfferFreedTime>(OfferFreedTime.Wants)
        .AddOutboxHandler<OutageChanged, WithdrawOffers>()
        .AddHubJob<ExpireHolds>("bookings.expire-holds", ExpireHolds.Every)
        .AddHubJob<SweepWaitlist>("bookings.sweep-waitlist", SweepWaitlist.Every)
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
        ReviewRequest.Map(bookings);
        ApproveBooking.Map(bookings);
        RejectBooking.Map(bookings);
        AssignStaff.Map(bookings);
        FindFreeSlots.Map(bookings);
        BookSeries.Map(bookings);
        PreviewSeries.Map(bookings);
        ReadSeries.Map(bookings);
        CancelSeries.Map(bookings);
        ApproveSeries.Map(bookings);
        RejectSeries.Map(bookings);
        ListAffectedBookings.Map(bookings);
        CancelForOutage.Map(bookings);

        var waitlist = api.MapGroup("").WithTags("Waiting list");
        ListWaitlist.Map(waitlist);
        JoinWaitlist.Map(waitlist);
        LeaveWaitlist.Map(waitlist);
        TakeOffer.Map(waitlist);
        DeclineOffer.Map(waitlist);

        PreviewPolicy.Map(api.MapGroup("").WithTags("Policies"));

        var kiosks = api.MapGroup("").WithTags("Kiosks");
        ListKioskLinks.Map(kiosks);
        MakeKioskLink.Map(kiosks);
        RevokeKioskLink.Map(kiosks);
    }

    /// <summary>The form of the kiosk's page, which works without a sign-in.</summary>
    public static void MapKiosk(this IEndpointRouteBuilder routes) => KioskForm.Map(routes);
}
