using System.Globalization;
using IncubatorHub.Platform.Ui;
using IncubatorHub.Platform.Ui.Kit;

namespace IncubatorHub.Incubation.Admissions.Pages;

/// <summary>How this module's values are written on screen.</summary>
internal static class AdmissionText
{
    /// <summary>A file's size.</summary>
    public static string Size(long bytes) => bytes < 1_048_576
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1024)} KiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_048_576.0:0.0} MiB");

    /// <summary>Yen with separators.</summary>
    public static string Yen(long yen) => yen.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The company's name; the address of a draft, of which nothing else is read.</summary>
    public static string Name(ApplicationView one) => one.SubmittedAt is null && one.CompanyNameJa.Length == 0 ? one.Email : ConsoleTexts.Pick(one.CompanyNameEn, one.CompanyNameJa);

    /// <summary>What a state means to who runs the house.</summary>
    public static BadgeTone Tone(ApplicationState state) => state switch
    {
        ApplicationState.Submitted => BadgeTone.Warning,
        ApplicationState.Screening or ApplicationState.WaitingList => BadgeTone.Info,
        ApplicationState.Accepted or ApplicationState.Admitted => BadgeTone.Good,
        ApplicationState.Declined => BadgeTone.Bad,
        _ => BadgeTone.Neutral,
    };

    /// <summary>The same of a review.</summary>
    public static BadgeTone Tone(ReviewState state) => state switch
    {
        ReviewState.Given => BadgeTone.Good,
        ReviewState.Conflict => BadgeTone.Bad,
        ReviewState.Assigned or ReviewState.Open => BadgeTone.Warning,
        _ => BadgeTone.Neutral,
    };
}
