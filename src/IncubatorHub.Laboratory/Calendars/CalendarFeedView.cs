using System.Linq.Expressions;

namespace IncubatorHub.Laboratory.Calendars;

/// <summary>A feed as its owner sees it: never its address, which is shown once.</summary>
public sealed record CalendarFeedView(
    Guid Id, FeedKind Kind, Guid SubjectId, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastReadAt, DateTimeOffset? RevokedAt)
{
    /// <summary>The view of a row, as a query.</summary>
    public static Expression<Func<CalendarFeed, CalendarFeedView>> Of { get; } = row =>
        new CalendarFeedView(row.Id, row.Kind, row.SubjectId, row.Name, row.CreatedAt, row.LastReadAt, row.RevokedAt);
}
