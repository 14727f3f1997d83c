namespace IncubatorHub.Laboratory.LabEquipment.Pages;

/// <summary>Marker of the texts of the equipment's pages.</summary>
internal sealed class EquipmentTexts;
