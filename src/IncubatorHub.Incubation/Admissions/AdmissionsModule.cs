using IncubatorHub.Incubation.Admissions.Applying;
using IncubatorHub.Incubation.Admissions.Calls;
using IncubatorHub.Incubation.Admissions.Decisions;
using IncubatorHub.Incubation.Admissions.Pages;
using IncubatorHub.Incubation.Admissions.Reviews;
using IncubatorHub.Incubation.Admissions.Units;
using IncubatorHub.Registry.Notifications;

namespace IncubatorHub.Incubation.Admissions;

/// <summary>How companies come in: calls, applications, reviews, decisions, the queue for units.</summary>
public static class AdmissionsModule
{
    private const int NoticeOrder = 300;

    /// <summary>Services of the module.</summary>
    public static IServiceCollection AddAdmissions(this IServiceCollection services) => services
        .AddUseCases(typeof(AdmissionsModule).Assembly, typeof(AdmissionsModule).Namespace!)
        .AddSingleton<ApplicationFiles>()
        .AddScoped<CallInHand>()
        .AddScoped<ApplicationReach>()
        .AddScoped<ApplicationViews>()
        .AddScoped<ApplicationDesk>()
        .AddScoped<AdmissionMails>()
        .AddScoped<LinkedApplication>()
        .AddScoped<MyApplicationViews>()
        .AddScoped<ApplicantFiles>()
        .AddScoped<ReviewReach>()
        .AddScoped<ReviewViews>()
        .AddScoped<ReviewPages>()
        .AddScoped<ReviewerChoice>()
        .AddScoped<ApplicantCompany>()
        .AddScoped<LetterDesk>()
        .AddScoped<UnitQueue>()
        .AddScoped<OfferDesk>()
        .AddScoped<OfferExpiry>()
        .AddHubJob<ExpireUnitOffers>("admissions.expire-unit-offers", ExpireUnitOffers.Every)
        .AddSingleton(new NoticeKind(AdmissionMails.ReviewKind, typeof(AdmissionTexts), $"notice.{AdmissionMails.ReviewKind}", NoticeOrder))
        .AddSingleton(new ConstraintProblem("Calls", [nameof(AdmissionCall.Code)], AdmissionProblems.CallCodeTaken))
        .AddSingleton(new ConstraintProblem("ApplicationReviews", [nameof(ApplicationReview.ApplicationId), nameof(ApplicationReview.ReviewerId)], AdmissionProblems.AlreadyAssigned))
        .AddSingleton(new ConstraintProblem("UnitOffers", [nameof(UnitOffer.UnitId)], AdmissionProblems.OfferOpen))
        .AddSingleton(new ConstraintProblem("UnitOffers", [nameof(UnitOffer.ApplicationId)], AdmissionProblems.OfferOpen))
        .AddSingleton(ConstraintProblem.ByName(PublishedSheetGuard.Name, AdmissionProblems.SheetPublished));

    /// <summary>Endpoints of the module.</summary>
    public static void MapAdmissions(this IEndpointRouteBuilder api)
    {
        var calls = api.MapGroup("").WithTags("Calls");
        ListCalls.Map(calls);
        ReadCall.Map(calls);
        CreateCall.Map(calls);
        EditCall.Map(calls);
        PublishCall.Map(calls);
        RetireCall.Map(calls);
        ReadCallForm.Map(calls);
        EditCallForm.Map(calls);
        PublishCallForm.Map(calls);
        ReadCallRubric.Map(calls);
        EditCallRubric.Map(calls);
        PublishCallRubric.Map(calls);
        ListReviewers.Map(calls);
        ListLetterTemplates.Map(calls);
        SetLetterTemplate.Map(calls);

        var applications = api.MapGroup("").WithTags("Applications");
        ListApplications.Map(applications);
        CountApplications.Map(applications);
        ReadApplication.Map(applications);
        DownloadFile.Map(applications);
        ExportApplications.Map(applications);
        StartScreening.Map(applications);
        DecideApplication.Map(applications);
        WithdrawApplication.Map(applications);
        PreviewLetter.Map(applications);
        ListCompanyCandidates.Map(applications);
        JoinCompany.Map(applications);

        var reviews = api.MapGroup("").WithTags("Reviews");
        AssignReviewer.Map(reviews);
        ReadAssessment.Map(reviews);
        ListMyReviews.Map(reviews);
        ReadReview.Map(reviews);
        DeclareConflict.Map(reviews);
        GiveScores.Map(reviews);
        ReleaseReviewer.Map(reviews);

        var units = api.MapGroup("").WithTags("Waiting list for units");
        ListUnitWaits.Map(units);
        MoveUnitWait.Map(units);
        ListUnitOffers.Map(units);
        OfferUnit.Map(units);
        AnswerUnitOffer.Map(units);
    }

    /// <summary>The forms of the public pages, which work without a sign-in.</summary>
    public static void MapApplying(this IEndpointRouteBuilder routes) => ApplyForms.Map(routes);
}
