using System.Globalization;

namespace IncubatorHub.Platform.Ui.Kit;

/// <summary>How exact a time is shown.</summary>
public enum LocalTimeStyle
{
    /// <summary>Day only.</summary>
    Day,

    /// <summary>Day, hour and minute.</summary>
    Minute,

    /// <summary>Day and time with seconds.</summary>
    Second,

    /// <summary>With weekday and the offset from UTC.</summary>
    Full,
}

/// <summary>Instants in the zone of a facility, in the order of the reader's language.</summary>
public static class LocalTime
{
    /// <summary>Where no facility says otherwise.</summary>
    public const string ProgrammeZone = "Asia/Tokyo";

    /// <summary>The instant as text.</summary>
    public static string Format(DateTimeOffset at, string zone, LocalTimeStyle style)
    {
        var local = In(at, zone);
        var culture = CultureInfo.CurrentCulture;
        var isJapanese = culture.TwoLetterISOLanguageName == "ja";
        // Month names for English readers: 03/04 means two days in two countries.
        var day = isJapanese ? "yyyy/MM/dd" : "d MMM yyyy";
        return local.ToString(style switch
        {
            LocalTimeStyle.Day => day,
            LocalTimeStyle.Minute => $"{day} HH:mm",
            LocalTimeStyle.Second => $"{day} HH:mm:ss",
            _ => isJapanese ? "yyyy/MM/dd (ddd) HH:mm:ss zzz" : "ddd d MMM yyyy HH:mm:ss zzz",
        }, culture);
    }

    /// <summary>A calendar day as text.</summary>
    public static string Day(DateOnly day) =>
        day.ToString(CultureInfo.CurrentCulture.TwoLetterISOLanguageName == "ja" ? "yyyy/MM/dd" : "d MMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>The instant in the zone.</summary>
    public static DateTimeOffset In(DateTimeOffset at, string zone) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone));
}
