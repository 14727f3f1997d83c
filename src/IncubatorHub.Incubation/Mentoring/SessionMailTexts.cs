using System.Globalization;
using System.Resources;

namespace IncubatorHub.Incubation.Mentoring;

/// <summary>The texts of mails, in the reader's language and not in that of whoever caused them.</summary>
internal static class SessionMailTexts
{
    private static readonly ResourceManager Texts = new(typeof(SessionMailTexts).FullName!, typeof(SessionMailTexts).Assembly);

    public static string Get(string name, string language, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, Texts.GetString(name, CultureInfo.GetCultureInfo(language))!, values);

    /// <summary>A time at the house, as a person reads it.</summary>
    public static string Time(DateTimeOffset at, string timeZone) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
