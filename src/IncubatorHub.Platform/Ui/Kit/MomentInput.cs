using System.Globalization;

namespace IncubatorHub.Platform.Ui.Kit;

/// <summary>Local times as an input of type <c>datetime-local</c> holds them.</summary>
public static class MomentInput
{
    private const string Format = "yyyy-MM-dd'T'HH:mm";

    /// <summary>The instant as the input's value, in the zone; null for none.</summary>
    public static string? Text(DateTimeOffset? at, string zone) => at is { } known ? LocalTime.In(known, zone).ToString(Format, CultureInfo.InvariantCulture) : null;

    /// <summary>The local time of an input's value; null when it is empty or no time.</summary>
    public static DateTime? Read(string? text) =>
        DateTime.TryParseExact(text, [Format, Format + ":ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    /// <summary>The instant at which the zone's clocks show this; an hour that they leave out is read as if they had not, one they show twice as the first.</summary>
    public static DateTimeOffset In(string zone, DateTime local)
    {
        var found = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var offset = found.IsAmbiguousTime(local) ? found.GetAmbiguousTimeOffsets(local).Max() : found.GetUtcOffset(local);
        return new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), offset).ToUniversalTime();
    }
}
