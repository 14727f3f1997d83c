namespace IncubatorHub.Platform.Paging;

/// <summary>Free text typed by a person, as a LIKE pattern. Compare it with a lower-cased column.</summary>
public static class SearchText
{
    /// <summary>The escape character of the pattern.</summary>
    public const string Escape = "\\";

    /// <summary>"contains", lower case, with the wildcards of the text itself escaped; null when there is no text.</summary>
    public static string? Pattern(string? text) => string.IsNullOrWhiteSpace(text)
        ? null
        : $"%{text.Trim().ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
