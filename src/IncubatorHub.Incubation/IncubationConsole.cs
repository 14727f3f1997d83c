using IncubatorHub.Incubation.Mentoring.Pages;
using IncubatorHub.Incubation.Mentors.Pages;
using IncubatorHub.Platform.Ui;

namespace IncubatorHub.Incubation;

/// <summary>What this wing's modules bring to the console.</summary>
public static class IncubationConsole
{
    /// <summary>Texts.</summary>
    public static IServiceCollection AddIncubationConsole(this IServiceCollection services) => services
        .AddSharedTexts<MentorTexts>()
        .AddSharedTexts<MentoringTexts>();
}
