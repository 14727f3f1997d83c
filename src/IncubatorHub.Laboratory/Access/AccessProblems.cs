namespace IncubatorHub.Laboratory.Access;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class AccessProblems
{
    public static Problem KeyTaken { get; } = new("door.key-taken", 409, "The facility has a door with this key.");

    public static Problem ControllerKeyTaken { get; } = new("door.controller-key-taken", 409, "The gateway has another door with this controller key.");

    public static Problem CardNumberTaken { get; } = new("card.number-taken", 409, "The facility has a card with this number.");

    public static Problem CardPersonElsewhere { get; } = new("card.person-elsewhere", 409, "The person does not belong to the company, or without one to the house.");
}
