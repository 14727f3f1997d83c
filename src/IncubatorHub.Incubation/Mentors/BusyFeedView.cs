namespace IncubatorHub.Incubation.Mentors;

/// <summary>A calendar outside as its owner sees it. Its address is not shown again.</summary>
/// <param name="Host">Of its address.</param>
/// <param name="ReadAt">When it was last understood; null: never.</param>
/// <param name="IsFailing">It could not be read for 24 hours; what it last said stays.</param>
/// <param name="LastError">Why it cannot be read now; empty when it can.</param>
public sealed record BusyFeedView(Guid Id, string Name, string Host, DateTimeOffset? ReadAt, bool IsFailing, string LastError)
{
    internal static BusyFeedView From(BusyFeed feed, DateTimeOffset now) =>
        new(feed.Id, feed.Name, feed.Host, feed.ReadAt, feed.FailingSince <= now - BusyFeed.ShownAfter, feed.LastError);
}
