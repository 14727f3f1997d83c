using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Calendars.Pages;
using IncubatorHub.Laboratory.Interlocks;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Registry.Notifications;
using IncubatorHub.Registry.Webhooks;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>Calendar feeds, and what people and programs are told of bookings.</summary>
public static class CalendarsModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddCalendars(this IServiceCollection services)
    {
        services.AddUseCases(typeof(CalendarsModule).Assembly, typeof(CalendarsModule).Namespace!)
            .AddScoped<FeedReach>()
            .AddScoped<BookingNotices>()
            .AddScoped<DueReminders>()
            .AddOutboxHandler<BookingChanged, TellBookingChange>()
            .AddOutboxHandler<OutageChanged, TellOutageChange>()
            .AddOutboxHandler<OutageToldInPart, TellOutageChange>()
            .AddOutboxHandler<InterlockWarned, TellInterlockWarning>()
            .AddHubJob<SendReminders>("send-reminders", SendReminders.Every);
        foreach (var (kind, order) in BookingNoticeKinds.All.Select((kind, index) => (kind, index)))
            services.AddSingleton(new NoticeKind(kind, typeof(CalendarTexts), $"notice.{kind}", 100 + order));
        foreach (var kind in BookingWebhook.Kinds)
            services.AddSingleton(kind);
        services.AddSingleton(new WebhookKind(TellOutageChange.Reached)).AddSingleton(new WebhookKind(TellOutageChange.Lifted));
        return services;
    }

    /// <summary>Endpoints of the module.</summary>
    public static void MapCalendars(this IEndpointRouteBuilder api)
    {
        var routes = api.MapGroup("").WithTags("Calendar feeds");
        ListCalendarFeeds.Map(routes);
        CreateCalendarFeed.Map(routes);
        RevokeCalendarFeed.Map(routes);
    }

    /// <summary>The feeds themselves, outside the API: an address that a calendar program reads.</summary>
    public static void MapCalendarFeeds(this IEndpointRouteBuilder app) => ReadCalendarFeed.Map(app);
}
