using System.Globalization;

namespace IncubatorHub.Platform.Ui.Kit;

/// <summary>Calendar days as an input of type <c>date</c> holds them.</summary>
public static class DayInput
{
    private const string Format = "yyyy-MM-dd";

    /// <summary>The day as the input's value; null for none.</summary>
    public static string? Text(DateOnly? day) => day?.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The day of an input's value; null when it is empty or no day.</summary>
    public static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
