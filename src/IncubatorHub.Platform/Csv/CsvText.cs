namespace IncubatorHub.Platform.Csv;

/// <summary>
/// Keeps a spreadsheet from running a cell as a formula (OWASP, CSV injection): an exported text that begins with = + - @, tab or carriage return,
/// or with apostrophes before one of these, gets one more apostrophe in front, and an import takes one away. Every text comes back as it was.
/// </summary>
internal static class CsvText
{
    public static string ToCell(string text) => IsFormula(text) ? "'" + text : text;

    public static string FromCell(string cell) => cell.StartsWith('\'') && IsFormula(cell) ? cell[1..] : cell;

    private static bool IsFormula(string text) => text.AsSpan().TrimStart('\'') is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];
}
