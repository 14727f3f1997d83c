namespace IncubatorHub.Registry.People;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class PeopleProblems
{
    public static Problem NotFound(Guid id) => CommonProblems.NotFound("person", id);

    public static Problem EmailTaken { get; } = new("people.email-taken", 409, "An account with this address exists.");
}
