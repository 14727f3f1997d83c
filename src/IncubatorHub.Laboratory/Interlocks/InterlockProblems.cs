namespace IncubatorHub.Laboratory.Interlocks;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class InterlockProblems
{
    public static Problem EquipmentTaken { get; } = new("interlock.equipment-taken", 409, "The equipment has an interlock.");

    public static Problem ChannelTaken { get; } = new("interlock.channel-taken", 409, "The gateway has another interlock of this name.");
}
