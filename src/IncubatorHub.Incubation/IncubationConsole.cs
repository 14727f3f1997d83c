using IncubatorHub.Incubation.Admissions.Pages;
using IncubatorHub.Incubation.Health.Pages;
using IncubatorHub.Incubation.Mentoring.Pages;
using IncubatorHub.Incubation.Mentors.Pages;
using IncubatorHub.Incubation.Progress.Pages;
using IncubatorHub.Platform.Ui;

namespace IncubatorHub.Incubation;

/// <summary>What this wing's modules bring to the console.</summary>
public static class IncubationConsole
{
    /// <summary>Texts and navigation.</summary>
    public static IServiceCollection AddIncubationConsole(this IServiceCollection services) => services
        .AddSharedTexts<AdmissionTexts>()
        .AddSharedTexts<MentorTexts>()
        .AddSharedTexts<MentoringTexts>()
        .AddSharedTexts<ProgressTexts>()
        .AddSharedTexts<HealthTexts>()
        .AddNavigation<MentoringTexts>("/mentors/times", "NavTimes", "person_search", Right.BookMentor, 50)
        .AddNavigation<MentoringTexts>("/sessions", "NavMySessions", "forum", Right.TakePartInSessions, 55)
        .AddNavigation<MentorTexts>("/mentors", "NavMentors", "groups", Right.ReadMentors, 60)
        .AddNavigation<MentorTexts>("/mentors/me/availability", "NavAvailability", "schedule", Right.HostSessions, 65)
        .AddNavigation<MentoringTexts>("/sessions/house", "NavHouseSessions", "diversity_3", Right.ManageMentoring, 70)
        .AddNavigation<AdmissionTexts>("/admissions", "NavAdmissions", "how_to_reg", Right.ReadAdmissions, 75)
        .AddNavigation<AdmissionTexts>("/reviews", "NavReviews", "rate_review", Right.ReviewApplications, 80)
        .AddNavigation<HealthTexts>("/progress", "NavProgress", "monitor_heart", Right.ReadProgress, 80)
        .AddNavigation<ProgressTexts>("/reports", "NavReports", "assignment", Right.ReadProgress, 85);
}
