namespace IncubatorHub.Platform.Ui.Kit;

/// <summary>What a grid asks a list for.</summary>
/// <param name="Sort">A sort key with a leading - for descending; null for the list's own order.</param>
/// <param name="Limit">Rows a page.</param>
/// <param name="Offset">Rows to skip.</param>
public sealed record GridQuery(string? Sort, int Limit, int Offset);
