namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>The module's refusals; their codes are stable.</summary>
internal static class EquipmentProblems
{
    public static Problem ClassCodeTaken { get; } = new("equipment-class.code-taken", 409, "A class of equipment with this code exists.");

    public static Problem AssetNumberTaken { get; } = new("equipment.asset-number-taken", 409, "The facility has equipment with this asset number.");

    public static Problem DeviceTaken { get; } = new("equipment.device-taken", 409, "The device watches another piece of equipment.");

    public static Problem CompanionChain { get; } = new("equipment.companion-chain", 409, "A companion has no companion of its own, and is not the equipment itself.");

    public static Problem IsCompanion { get; } = new("equipment.is-companion", 409, "Other equipment is booked along with it; change that first.");
}
