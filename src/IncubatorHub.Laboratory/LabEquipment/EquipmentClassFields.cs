using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>What an officer may enter about a class of equipment.</summary>
public record EquipmentClassFields
{
    [Required, StringLength(100, MinimumLength = 1)]
    public required string NameEn { get; init; }

    [Required, StringLength(100, MinimumLength = 1)]
    public required string NameJa { get; init; }

    internal void ApplyTo(EquipmentClass one) => (one.NameEn, one.NameJa) = (NameEn, NameJa);
}
