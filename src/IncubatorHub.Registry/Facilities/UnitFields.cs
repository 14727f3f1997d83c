using System.ComponentModel.DataAnnotations;

namespace IncubatorHub.Registry.Facilities;

/// <summary>What a person may enter about a unit, on create and on edit alike.</summary>
public record UnitFields
{
    [Required, StringLength(200, MinimumLength = 1)]
    public required string NameEn { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public required string NameJa { get; init; }

    /// <summary>The zone that it lies in.</summary>
    public Guid? ZoneId { get; init; }

    [EnumDataType(typeof(RoomType))]
    public RoomType RoomType { get; init; }

    /// <summary>Floor area, m².</summary>
    [Range(0.1, 100_000)]
    public double AreaSquareMetres { get; init; }

    public bool IsLettable { get; init; } = true;

    internal void ApplyTo(Unit unit)
    {
        (unit.NameEn, unit.NameJa, unit.ZoneId) = (NameEn, NameJa, ZoneId);
        (unit.RoomType, unit.AreaSquareMetres, unit.IsLettable) = (RoomType, AreaSquareMetres, IsLettable);
    }
}
