using IncubatorHub.Incubation.Progress.Graduation;
using IncubatorHub.Incubation.Progress.Milestones;
using IncubatorHub.Incubation.Progress.Pages;
using IncubatorHub.Incubation.Progress.Reports;
using IncubatorHub.Platform.Settings;
using IncubatorHub.Registry.Notifications;
using Microsoft.Extensions.Configuration;

namespace IncubatorHub.Incubation.Progress;

/// <summary>How companies fare, from admission to five years after: reports, milestones, stages, terms, exits.</summary>
public static class ProgressModule
{
    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddProgress(this IServiceCollection services, IConfiguration configuration) => services
        .AddValidatedOptions<ProgressOptions>(configuration, ProgressOptions.Section)
        .AddUseCases(typeof(ProgressModule).Assembly, typeof(ProgressModule).Namespace!)
        .AddScoped<ReportBook>()
        .AddScoped<ReportNotices>()
        .AddSingleton<ReportLinks>()
        .AddScoped<LinkedReport>()
        .AddScoped<ReportOpening>()
        .AddScoped<DueReportReminders>()
        .AddScoped<MilestoneDesk>()
        .AddScoped<GraduationDesk>()
        .AddScoped<ExitViews>()
        .AddScoped<ExitsOfTenancies>()
        .AddHubJob<NoteExits>("progress.note-exits", NoteExits.Every)
        .AddSingleton(new ConstraintProblem("HandedItems", [nameof(HandedItem.FacilityId), nameof(HandedItem.Kind), nameof(HandedItem.Label)], ProgressProblems.ItemOut))
        .AddHubJob<OpenReports>("progress.open-reports", OpenReports.Every)
        .AddHubJob<RemindReports>("progress.remind-reports", RemindReports.Every)
        .AddSingleton(new NoticeKind(ReportNotices.Kind, typeof(ProgressTexts), "notice.report.due", 190));

    /// <summary>Endpoints of the module.</summary>
    public static void MapProgress(this IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("").WithTags("Reports");
        ListReports.Map(reports);
        ReadReport.Map(reports);
        SaveReport.Map(reports);
        SubmitReport.Map(reports);
        SendBackReport.Map(reports);
        WaiveReport.Map(reports);
        ExportReports.Map(reports);

        var milestones = api.MapGroup("").WithTags("Milestones");
        ListMilestones.Map(milestones);
        ReadMilestone.Map(milestones);
        ProposeMilestone.Map(milestones);
        EditMilestone.Map(milestones);
        AgreeMilestone.Map(milestones);
        EndMilestone.Map(milestones);

        var graduation = api.MapGroup("").WithTags("Stages and graduation");
        ListStages.Map(graduation);
        SetStage.Map(graduation);
        ListHandedItems.Map(graduation);
        HandOutItem.Map(graduation);
        TakeBackItem.Map(graduation);
        ListCriteria.Map(graduation);
        AddCriterion.Map(graduation);
        RetireCriterion.Map(graduation);
        ReadGraduation.Map(graduation);
        CheckCriterion.Map(graduation);
        ListExits.Map(graduation);
        RecordExit.Map(graduation);
        EditExitContact.Map(graduation);
    }

    /// <summary>The form behind the link in a mail, which works without a sign-in.</summary>
    public static void MapReportAnswers(this IEndpointRouteBuilder routes) => ReportAnswerForm.Map(routes);
}
