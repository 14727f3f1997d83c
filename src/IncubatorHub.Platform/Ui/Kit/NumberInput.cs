using System.Globalization;

namespace IncubatorHub.Platform.Ui.Kit;

/// <summary>Numbers in an input of type number, which gives them with a point whatever the language.</summary>
public static class NumberInput
{
    /// <summary>As the input takes it; null when there is none.</summary>
    public static string? Text(double? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>What was entered; null when it is empty or no number.</summary>
    public static double? Read(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>What was entered; null when it is empty or no whole number.</summary>
    public static int? Whole(string? text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
