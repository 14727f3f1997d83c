using IncubatorHub.Laboratory.Usage;

namespace IncubatorHub.Laboratory.Evidence;

/// <summary>Whose use it was, and what follows from it by itself.</summary>
public static class EvidenceModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddEvidence(this IServiceCollection services) => services
        .AddUseCases(typeof(EvidenceModule).Assembly, typeof(EvidenceModule).Namespace!)
        .AddSingleton<Rounds>()
        .AddScoped<BookingEvidence>()
        .AddScoped<Questions>()
        .AddScoped<SessionAttributor>()
        .AddScoped<UtilisationReport>()
        .AddScoped<DoorSightings>()
        .AddScoped<BadgeRound>()
        .AddScoped<NoShowRound>()
        .AddScoped<EarlyFinishRound>()
        .AddScoped<CompletionRound>()
        .AddOutboxHandler<UsageChanged, AttributeSession>()
        .AddHubJob<CheckInByBadge>("check-in-by-badge", CheckInByBadge.Every)
        .AddHubJob<ReleaseNoShows>("release-no-shows", ReleaseNoShows.Every)
        .AddHubJob<ProposeEarlyFinish>("propose-early-finish", ProposeEarlyFinish.Every)
        .AddHubJob<CompleteBookings>("complete-bookings", CompleteBookings.Every);

    /// <summary>Endpoints of the module.</summary>
    public static void MapEvidence(this IEndpointRouteBuilder api)
    {
        var evidence = api.MapGroup("").WithTags("Evidence");
        ListAttributions.Map(evidence);
        CorrectAttribution.Map(evidence);
        ListAutomaticActs.Map(evidence);
        UndoAutomaticAct.Map(evidence);
        ListEvidenceQuestions.Map(evidence);
        AnswerQuestion.Map(evidence);
        ListUsageCases.Map(evidence);
        CloseUsageCase.Map(evidence);
        ReadUtilisation.Map(evidence);
        ExportUtilisation.Map(evidence);
    }
}
