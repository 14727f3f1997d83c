using IncubatorHub.Platform.Ui.Kit;

namespace IncubatorHub.Laboratory.LabEquipment.Pages;

/// <summary>What states of equipment mean to the reader.</summary>
internal static class EquipmentTones
{
    public static BadgeTone Of(EquipmentState state) => state switch
    {
        EquipmentState.InUse => BadgeTone.Good,
        EquipmentState.OutOfService => BadgeTone.Warning,
        _ => BadgeTone.Neutral,
    };

    public static BadgeTone Of(WorkOrderState state) => state switch
    {
        WorkOrderState.Open => BadgeTone.Info,
        WorkOrderState.InProgress => BadgeTone.Warning,
        WorkOrderState.Done => BadgeTone.Good,
        _ => BadgeTone.Neutral,
    };

    public static BadgeTone Of(UtilityState state) => state switch
    {
        UtilityState.Up => BadgeTone.Good,
        UtilityState.Partial => BadgeTone.Warning,
        _ => BadgeTone.Bad,
    };
}
