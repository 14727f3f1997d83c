using System.Globalization;
using System.Resources;

namespace IncubatorHub.Incubation.Admissions;

/// <summary>The texts of mails and letters, in the reader's language and not in that of whoever caused them.</summary>
internal static class AdmissionMailTexts
{
    private static readonly ResourceManager Texts = new(typeof(AdmissionMailTexts).FullName!, typeof(AdmissionMailTexts).Assembly);

    public static string Get(string name, string language, params object[] values) => string.Format(CultureInfo.InvariantCulture, Raw(name, language), values);

    /// <summary>As it stands, with the names of a letter in braces.</summary>
    public static string Raw(string name, string language) => Texts.GetString(name, CultureInfo.GetCultureInfo(language))!;

    /// <summary>A time at the house, as a person reads it.</summary>
    public static string Time(DateTimeOffset at, string timeZone) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
