using IncubatorHub.Laboratory.Access.Pages;
using IncubatorHub.Laboratory.LabEquipment;
using IncubatorHub.Laboratory.LabEquipment.Pages;
using IncubatorHub.Platform.Ui;

namespace IncubatorHub.Laboratory;

/// <summary>What this wing's modules bring to the console.</summary>
public static class LaboratoryConsole
{
    /// <summary>Parts of the facility's page, and texts.</summary>
    public static IServiceCollection AddLaboratoryConsole(this IServiceCollection services) => services
        .AddSharedTexts<EquipmentTexts>()
        .AddSharedTexts<DoorTexts>()
        .AddSingleton(new ImportKind("equipment", typeof(EquipmentTexts), "TabEquipment", 300, (file, isDryRun) => new ImportEquipment.Request(file, isDryRun)))
        .AddPagePart<EquipmentTexts, FacilityEquipment>(PagePlaces.Facility, "equipment", "TabEquipment", Right.ReadEquipment, 150, isForHouse: true)
        .AddPagePart<DoorTexts, FacilityDoors>(PagePlaces.Facility, "doors", "TabDoors", Right.ReadDoor, 310);
}
