namespace IncubatorHub.Laboratory.Calendars;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class CalendarProblems
{
    public static Problem PersonOnly { get; } = new("calendar.person-only", 403, "Only a signed-in person has calendar feeds, not an API key.");

    public static Problem TooManyFeeds { get; } =
        new Problem("calendar.too-many-feeds", 409, "You have as many feeds as there may be. Revoke one that nobody reads.").With("limit", CalendarFeed.MaxPerOwner);

    public static Problem FeedNotFound(Guid id) => CommonProblems.NotFound("calendar feed", id);

    /// <summary>One answer for unknown, revoked, and no longer allowed: a guess learns nothing.</summary>
    public static Problem NoSuchCalendar { get; } = new("calendar.none", 404, "There is no such calendar. It may have been revoked.");
}
