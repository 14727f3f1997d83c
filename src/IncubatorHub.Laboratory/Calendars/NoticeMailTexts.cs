using System.Globalization;
using System.Resources;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>The texts of mails and calendar entries, in the reader's language and not in that of whoever caused them.</summary>
internal static class NoticeMailTexts
{
    private static readonly ResourceManager Texts = new(typeof(NoticeMailTexts).FullName!, typeof(NoticeMailTexts).Assembly);

    public static string Get(string name, string language, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, Texts.GetString(name, CultureInfo.GetCultureInfo(language))!, values);

    /// <summary>A time at the house, as a person reads it: <c>2026-11-25 09:00</c>, with the zone's offset where it matters.</summary>
    public static string Time(DateTimeOffset at, string timeZone) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
