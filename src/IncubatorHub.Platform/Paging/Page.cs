namespace IncubatorHub.Platform.Paging;

/// <summary>One page of a list.</summary>
/// <param name="Items">In the order asked for.</param>
/// <param name="NextCursor">Send it back as <c>cursor</c> for the next page; null on the last.</param>
/// <param name="Total">How many rows the filters match.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor, int Total);

/// <summary>How a list is asked for: what every list takes beside its filters.</summary>
public interface IPaged
{
    /// <summary>A sort key, with a leading <c>-</c> for descending; null for the list's own order.</summary>
    string? Sort { get; }

    /// <summary>1 to <see cref="PageLimits.MaxLimit"/>; null for <see cref="PageLimits.DefaultLimit"/>.</summary>
    int? Limit { get; }

    /// <summary>From the page before; null for the first.</summary>
    string? Cursor { get; }

    /// <summary>Rows to skip, for a grid that jumps; 0 to <see cref="PageLimits.MaxOffset"/>. Not together with a cursor.</summary>
    int? Offset { get; }
}

/// <summary>The limits of a list.</summary>
public static class PageLimits
{
    /// <summary>Rows a page when nothing is asked.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Most rows a page.</summary>
    public const int MaxLimit = 200;

    /// <summary>Furthest jump by offset; beyond it, walk by cursor.</summary>
    public const int MaxOffset = 10_000;
}
