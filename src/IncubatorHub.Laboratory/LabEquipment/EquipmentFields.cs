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

    /// <summary>Whether tenants book it.</summary>
    public bool IsBookable { get; init; }

    /// <summary>How many bookings may run on it at once.</summary>
    [Range(1, Equipment.MaxParallelSlots)]
    public int ParallelSlots { get; init; } = 1;

    /// <summary>Kept free before each booking, minutes.</summary>
    [Range(0, Equipment.MaxBufferMinutes)]
    public int WarmUpMinutes { get; init; }

    /// <summary>Kept free after each booking, minutes.</summary>
    [Range(0, Equipment.MaxBufferMinutes)]
    public int CoolDownMinutes { get; init; }

    /// <summary>A zone that must be booked along, of the same facility.</summary>
    public Guid? CompanionZoneId { get; init; }

    /// <summary>A second instrument that must be booked along, of the same facility; it has no companion of its own.</summary>
    public Guid? CompanionEquipmentId { get; init; }

    /// <summary>In place of the class's threshold; null: the class's. Both or neither.</summary>
    [Range(-1e9, 1e9)]
    public double? OnAbove { get; init; }

    /// <summary>In place of the class's threshold; null: the class's.</summary>
    [Range(-1e9, 1e9)]
    public double? OffBelow { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (State is EquipmentState.Retired)
            yield return new ValidationResult("inUse or outOfService; to retire it, use its own request.", [nameof(State)]);
        if (PurchasedOn?.Year is < 1900 or > 2200)
            yield return new ValidationResult("A year from 1900 to 2200.", [nameof(PurchasedOn)]);
        // Beside an own threshold the class's other one is of no use: it may lie on the wrong side, today or after an edit of the class.
        if (OnAbove is null != OffBelow is null)
            yield return new ValidationResult("Both thresholds or neither.", [nameof(OffBelow)]);
        else if (OnAbove <= OffBelow)
            yield return new ValidationResult("Above offBelow, so that noise between the two says nothing.", [nameof(OnAbove)]);
    }

    internal void ApplyTo(Equipment equipment)
    {
        (equipment.ClassCode, equipment.NameEn, equipment.NameJa) = (ClassCode, NameEn, NameJa);
        (equipment.Maker, equipment.Model, equipment.Serial) = (Maker, Model, Serial);
        (equipment.ZoneId, equipment.LinkedDeviceId) = (ZoneId, LinkedDeviceId);
        (equipment.State, equipment.StateNote, equipment.PurchasedOn) = (State, StateNote, PurchasedOn);
        (equipment.IsBookable, equipment.ParallelSlots) = (IsBookable, ParallelSlots);
        (equipment.WarmUpMinutes, equipment.CoolDownMinutes) = (WarmUpMinutes, CoolDownMinutes);
        (equipment.CompanionZoneId, equipment.CompanionEquipmentId) = (CompanionZoneId, CompanionEquipmentId);
        (equipment.OnAbove, equipment.OffBelow) = (OnAbove, OffBelow);
    }

    /// <summary>Whether class, zones and companion may be newly chosen; what the row has already is not asked again.</summary>
    internal async Task<Problem?> Refuse(HubDbContext db, Equipment present, CancellationToken cancel)
    {
        if (ClassCode != present.ClassCode && !await db.EquipmentClasses.AnyAsync(one => one.Code == ClassCode && one.RetiredAt == null, cancel))
            return CommonProblems.Invalid("classCode", "There is no such class of equipment in use.");
        if (ZoneId != present.ZoneId && await db.RefuseZone(present.FacilityId, ZoneId, "zoneId", cancel) is { } wrongZone)
            return wrongZone;
        if (CompanionZoneId != present.CompanionZoneId && await db.RefuseZone(present.FacilityId, CompanionZoneId, "companionZoneId", cancel) is { } wrongCompanion)
            return wrongCompanion;
        return CompanionEquipmentId == present.CompanionEquipmentId ? null : await RefuseCompanion(db, present, cancel);
    }

    private async Task<Problem?> RefuseCompanion(HubDbContext db, Equipment present, CancellationToken cancel)
    {
        if (CompanionEquipmentId is not { } id)
            return null;
        // A chain could close a circle, so there are none; two edits at once must not make one together.
        await db.TakeTurn("companions", present.FacilityId, cancel);
        if (!await db.Equipment.AnyAsync(other => other.Id == id && other.FacilityId == present.FacilityId && other.RetiredAt == null, cancel))
            return CommonProblems.Invalid("companionEquipmentId", "There is no such equipment in use at this facility.");
        return id == present.Id || await db.Equipment.AnyAsync(other =>
                (other.Id == id && other.CompanionEquipmentId != null) || (other.CompanionEquipmentId == present.Id && other.RetiredAt == null), cancel)
            ? EquipmentProblems.CompanionChain
            : null;
    }
}
