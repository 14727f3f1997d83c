namespace IncubatorHub.Incubation.Mentors;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class MentorProblems
{
    public static Problem NotFound(Guid id) => CommonProblems.NotFound("mentor", id);

    public static Problem Exists { get; } = new("mentor.exists", 409, "This person has a mentor's profile already.");

    public static Problem NoMentor(Guid personId) =>
        new Problem("mentor.no-mentor", 409, "The person has neither the role of a mentor nor that of a manager.").With("personId", personId);

    public static Problem TopicCodeTaken { get; } = new("mentoring-topic.code-taken", 409, "Another topic has this code.");

    public static Problem FeedNotFound(Guid id) => CommonProblems.NotFound("busy feed", id);

    public static Problem FeedNotHttps { get; } =
        new("busy-feed.url-not-https", 400, "The address must begin with https:// (or webcal://) and hold no user name and no fragment.");

    public static Problem FeedInternal { get; } = new("busy-feed.url-internal", 400, "The address lies in an internal network, which this hub does not call.");

    public static Problem TooManyFeeds { get; } =
        new Problem("busy-feed.too-many", 409, "There are as many calendars here as there may be.").With("limit", BusyFeed.MaxPerMentor);
}
