using System.Globalization;

namespace IncubatorHub.Laboratory.Charges.Pages;

/// <summary>Marker of the texts of the charges' pages.</summary>
internal sealed class ChargeTexts;

/// <summary>Amounts on the screen.</summary>
internal static class Yen
{
    /// <summary>¥1,234 or 1,234円.</summary>
    public static string Text(long yen) => yen.ToString(Platform.Ui.ConsoleTexts.IsJapanese ? "#,0円;-#,0円" : "¥#,0;-¥#,0", CultureInfo.InvariantCulture);

    /// <summary>What was entered; null when it is empty or no whole number.</summary>
    public static long? Read(string? text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var yen) ? yen : null;
}
