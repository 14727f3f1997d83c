namespace IncubatorHub.Laboratory.Access;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class AccessProblems
{
    public static Problem KeyTaken { get; } = new("door.key-taken", 409, "The facility has a door with this key.");

    public static Problem ControllerKeyTaken { get; } = new("door.controller-key-taken", 409, "The gateway has another door with this controller key.");
}
