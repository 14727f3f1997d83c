using IncubatorHub.Incubation.Mentoring.Answers;
using IncubatorHub.Incubation.Mentoring.Pages;
using IncubatorHub.Incubation.Mentoring.Waiting;
using IncubatorHub.Laboratory.Bookings;
using IncubatorHub.Laboratory.Calendars;
using IncubatorHub.Platform.Settings;
using IncubatorHub.Registry.Notifications;
using Microsoft.Extensions.Configuration;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>Sessions of companies with mentors.</summary>
public static class MentoringModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddMentoring(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidatedOptions<MentoringOptions>(configuration, MentoringOptions.Section)
            .AddUseCases(typeof(MentoringModule).Assembly, typeof(MentoringModule).Namespace!)
            .AddScoped<SessionReach>()
            .AddScoped<SessionParties>()
            .AddScoped<HostFactsLoader>()
            .AddScoped<SessionRooms>()
            .AddScoped<IKeepsRooms>(services => services.GetRequiredService<SessionRooms>())
            .AddScoped<SessionOffice>()
            .AddScoped<SessionInHand>()
            .AddScoped<SessionDesk>()
            .AddScoped<SessionViews>()
            .AddScoped<SlotSearch>()
            .AddScoped<HostsInHouse>()
            .AddScoped<SessionNotices>()
            .AddSingleton<AnswerLinks>()
            .AddScoped<LinkedRequest>()
            .AddScoped<WaitPlacement>()
            .AddScoped<IFeedEntries, SessionFeedEntries>()
            .AddScoped<RequestExpiry>()
            .AddScoped<DueSessionReminders>()
            .AddScoped<DueOutcomes>()
            .AddOutboxHandler<SessionChanged, TellSessionChange>()
            .AddHubJob<ExpireRequests>("mentoring.expire-requests", ExpireRequests.Every)
            .AddHubJob<RemindSessions>("mentoring.remind-sessions", RemindSessions.Every)
            .AddHubJob<ChaseOutcomes>("mentoring.chase-outcomes", ChaseOutcomes.Every)
            .AddHubJob<PlaceWaiting>("mentoring.place-waiting", PlaceWaiting.Every)
            .AddSingleton(ConstraintProblem.ByName(SessionRoomGuard.Name, MentoringProblems.RoomBusy))
            .AddSingleton(ConstraintProblem.ByName(HostOccupancyGuard.Name, MentoringProblems.HostBusy));
        foreach (var (kind, order) in SessionNoticeKinds.All.Select((kind, index) => (kind, index)))
            services.AddSingleton(new NoticeKind(kind, typeof(MentoringTexts), $"notice.{kind}", 200 + order));
        foreach (var kind in TellSessionChange.Kinds)
            services.AddSingleton(kind);
        return services;
    }

    /// <summary>Endpoints of the module.</summary>
    public static void MapMentoring(this IEndpointRouteBuilder api)
    {
        var offers = api.MapGroup("").WithTags("Mentoring offers");
        ListOffers.Map(offers);
        ReadOffer.Map(offers);
        CreateOffer.Map(offers);
        EditOffer.Map(offers);
        RetireOffer.Map(offers);
        ListAllowances.Map(offers);
        SetAllowance.Map(offers);

        var sessions = api.MapGroup("").WithTags("Mentoring sessions");
        FindSlots.Map(sessions);
        ListSessions.Map(sessions);
        ReadSession.Map(sessions);
        RequestSession.Map(sessions);
        AcceptSession.Map(sessions);
        DeclineSession.Map(sessions);
        MoveSession.Map(sessions);
        CancelSession.Map(sessions);
        RecordOutcome.Map(sessions);
        FinishAction.Map(sessions);

        var waits = api.MapGroup("").WithTags("Mentoring waiting list");
        ListWaits.Map(waits);
        JoinWaits.Map(waits);
        LeaveWaits.Map(waits);
    }

    /// <summary>The form behind the link in a mail, which works without a sign-in.</summary>
    public static void MapSessionAnswers(this IEndpointRouteBuilder routes) => AnswerForm.Map(routes);
}
