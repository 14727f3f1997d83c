using System.Globalization;
using System.Resources;

namespace IncubatorHub.Incubation.Progress.Reports;

/// <summary>The texts of mails, in the reader's language and not in that of whoever caused them.</summary>
internal static class ReportMailTexts
{
    private static readonly ResourceManager Texts = new(typeof(ReportMailTexts).FullName!, typeof(ReportMailTexts).Assembly);

    public static string Get(string name, string language, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, Texts.GetString(name, CultureInfo.GetCultureInfo(language))!, values);

    /// <summary>A day, as a person reads it.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
