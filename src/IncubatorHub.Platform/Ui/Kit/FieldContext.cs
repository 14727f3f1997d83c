namespace IncubatorHub.Platform.Ui.Kit;

/// <summary>What an input inside a <c>FormField</c> is told.</summary>
/// <param name="Id">Its element id, which the label points at.</param>
/// <param name="IsWrong">Whether the last save was refused because of it.</param>
/// <param name="DescribedBy">Id of the hint or error below it; null when there is none.</param>
public sealed record FieldContext(string Id, bool IsWrong, string? DescribedBy)
{
    /// <summary>For <c>aria-invalid</c>.</summary>
    public string Invalid => IsWrong ? "true" : "false";
}
