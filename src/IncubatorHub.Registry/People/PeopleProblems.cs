namespace IncubatorHub.Registry.People;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class PeopleProblems
{
    public static Problem NotFound(Guid id) => CommonProblems.NotFound("person", id);

    public static Problem EmailTaken { get; } = new("people.email-taken", 409, "An account with this address exists.");

    public static Problem NotYourself { get; } = new("people.not-yourself", 409, "Nobody changes his own roles, or locks or retires himself.");

    public static Problem GrantHeld { get; } = new("people.grant-held", 409, "The person holds this role already.");

    public static Problem GrantTooHigh { get; } = new("people.grant-too-high", 403, "You may not give or take this role here.");

    public static Problem GrantScope { get; } = CommonProblems.Invalid("scopeId", "A facility for a manager, a company for its admin and members, none for the other roles.");

    public static Problem PersonOnly { get; } = new("people.person-only", 403, "Only a signed-in person may do this, not an API key.");

    public static Problem PasswordWrong { get; } = new("people.password-wrong", 409, "The present password is wrong.");

    public static Problem CodeWrong { get; } = new("people.code-wrong", 409, "The code is wrong, or was used before.");

    public static Problem TotpOn { get; } = new("people.totp-on", 409, "One-time codes are on already. Turn them off first.");

    public static Problem TotpOff { get; } = new("people.totp-off", 409, "One-time codes are not on, or were never begun.");

    /// <summary>One answer for unknown, used and expired: a guess learns nothing.</summary>
    public static Problem LinkSpent { get; } = new("people.link-spent", 409, "This link was used, has expired or never was.");

    public static Problem KeyNotFound(Guid id) => CommonProblems.NotFound("API key", id);

    public static Problem InvitationNotFound(Guid id) => CommonProblems.NotFound("invitation", id);

    public static Problem InvitationAccepted { get; } = new("people.invitation-accepted", 409, "The invitation was accepted already.");
}
