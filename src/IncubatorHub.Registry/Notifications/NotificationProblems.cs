namespace IncubatorHub.Registry.Notifications;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class NotificationProblems
{
    public static Problem PersonOnly { get; } = new("notices.person-only", 403, "Only a signed-in person has notices, not an API key.");

    public static Problem MailNotFound(Guid id) => CommonProblems.NotFound("mail", id);

    public static Problem MailNotDead { get; } = new("mail.not-dead", 409, "Only a mail that was given up can be set to wait again.");
}
