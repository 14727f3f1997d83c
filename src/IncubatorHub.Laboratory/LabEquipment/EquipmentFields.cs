using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>What a person may enter about equipment, on create and on edit alike.</summary>
public record EquipmentFields : IValidatableObject
{
    /// <summary>Code of its class.</summary>
    [Required, StringLength(40)]
    public required string ClassCode { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public required string NameEn { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public required string NameJa { get; init; }

    [StringLength(100)]
    public string Maker { get; init; } = "";

    [StringLength(100)]
    public string Model { get; init; } = "";

    [StringLength(100)]
    public string Serial { get; init; } = "";

    /// <summary>The zone that it stands in.</summary>
    public Guid? ZoneId { get; init; }

    /// <summary>The device whose readings are its own.</summary>
    public Guid? LinkedDeviceId { get; init; }

    /// <summary>In use or out of service; retiring is an act of its own.</summary>
    [EnumDataType(typeof(EquipmentState))]
    public EquipmentState State { get; init; }

    /// <summary>Why it is out of service.</summary>
    [StringLength(500)]
    public string StateNote { get; init; } = "";

    public DateOnly? PurchasedOn { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (State is EquipmentState.Retired)
            yield return new ValidationResult("inUse or outOfService; to retire it, use its own request.", [nameof(State)]);
        if (PurchasedOn?.Year is < 1900 or > 2200)
            yield return new ValidationResult("A year from 1900 to 2200.", [nameof(PurchasedOn)]);
    }

    internal void ApplyTo(Equipment equipment)
    {
        (equipment.ClassCode, equipment.NameEn, equipment.NameJa) = (ClassCode, NameEn, NameJa);
        (equipment.Maker, equipment.Model, equipment.Serial) = (Maker, Model, Serial);
        (equipment.ZoneId, equipment.LinkedDeviceId) = (ZoneId, LinkedDeviceId);
        (equipment.State, equipment.StateNote, equipment.PurchasedOn) = (State, StateNote, PurchasedOn);
    }

    /// <summary>Whether class and zone may be newly chosen; what the row has already is not asked again.</summary>
    internal async Task<Problem?> Refuse(HubDbContext db, Equipment present, CancellationToken cancel)
    {
        if (ClassCode != present.ClassCode && !await db.EquipmentClasses.AnyAsync(one => one.Code == ClassCode && one.RetiredAt == null, cancel))
            return CommonProblems.Invalid("classCode", "There is no such class of equipment in use.");
        return ZoneId == present.ZoneId ? null : await db.RefuseZone(present.FacilityId, ZoneId, "zoneId", cancel);
    }
}
