using System.ComponentModel.DataAnnotations;
using System.Text;
using IncubatorHub.Devices.Gateways;
using IncubatorHub.Protocol;
using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Access;

/// <summary>A reader at a door.</summary>
public sealed record ReaderFields
{
    /// <summary>What the controller calls it, unique at the door; 1 to 64 characters.</summary>
    [Required, StringLength(64, MinimumLength = 1)]
    public required string Key { get; init; }

    [EnumDataType(typeof(DoorSide))]
    public required DoorSide Side { get; init; }

    [EnumDataType(typeof(ReaderKind))]
    public ReaderKind Kind { get; init; }
}

/// <summary>What a person may enter about a door, on create and on edit alike.</summary>
public record DoorFields : IValidatableObject
{
    /// <summary>Most readers at one door.</summary>
    public const int MaxReaders = 8;

    [Required, StringLength(200, MinimumLength = 1)]
    public required string NameEn { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public required string NameJa { get; init; }

    /// <summary>The less protected side; null: outside.</summary>
    public Guid? ZoneAId { get; init; }

    /// <summary>The protected side.</summary>
    public Guid? ZoneBId { get; init; }

    [EnumDataType(typeof(LockFailure))]
    public LockFailure Failure { get; init; }

    /// <summary>Seconds.</summary>
    [Range(Door.MinHeldOpenSeconds, Door.MaxHeldOpenSeconds)]
    public int HeldOpenSeconds { get; init; } = 30;

    /// <summary>The gateway that runs it, of the same facility.</summary>
    public Guid? GatewayId { get; init; }

    /// <summary>What the gateway calls it: 1 to 64 bytes of UTF-8 without control characters.</summary>
    [Required]
    public required string ControllerKey { get; init; }

    [MaxLength(MaxReaders)]
    public IReadOnlyList<ReaderFields> Readers { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!NameRule.IsValid(Encoding.UTF8.GetBytes(ControllerKey)))
            yield return new ValidationResult("1 to 64 bytes of UTF-8 without control characters.", [nameof(ControllerKey)]);
        if (ZoneAId == ZoneBId)
            yield return new ValidationResult("A door has two different sides; at most one of them is outside.", [nameof(ZoneBId)]);
        if (Readers.Select(reader => reader.Key).Distinct(StringComparer.Ordinal).Count() != Readers.Count)
            yield return new ValidationResult("Each reader has a key of its own.", [nameof(Readers)]);
    }

    internal void ApplyTo(Door door)
    {
        (door.NameEn, door.NameJa, door.ZoneAId, door.ZoneBId) = (NameEn, NameJa, ZoneAId, ZoneBId);
        (door.Failure, door.HeldOpenSeconds, door.GatewayId, door.ControllerKey) = (Failure, HeldOpenSeconds, GatewayId, ControllerKey);
    }

    /// <summary>Makes the door's readers those of these fields: adds, changes and removes.</summary>
    internal async Task ApplyReaders(HubDbContext db, Door door, CancellationToken cancel)
    {
        var present = await db.DoorReaders.Where(reader => reader.DoorId == door.Id).ToDictionaryAsync(reader => reader.Key, cancel);
        foreach (var fields in Readers)
        {
            if (present.Remove(fields.Key, out var reader))
                (reader.Side, reader.Kind) = (fields.Side, fields.Kind);
            else
                db.Add(new DoorReader { FacilityId = door.FacilityId, DoorId = door.Id, Key = fields.Key, Side = fields.Side, Kind = fields.Kind });
        }

        db.RemoveRange(present.Values);
    }

    /// <summary>Whether zones and gateway may be newly chosen; what the row has already is not asked again.</summary>
    internal async Task<Problem?> Refuse(HubDbContext db, Door present, CancellationToken cancel)
    {
        if (ZoneAId != present.ZoneAId && await db.RefuseZone(present.FacilityId, ZoneAId, "zoneAId", cancel) is { } wrongA)
            return wrongA;
        if (ZoneBId != present.ZoneBId && await db.RefuseZone(present.FacilityId, ZoneBId, "zoneBId", cancel) is { } wrongB)
            return wrongB;
        return GatewayId == present.GatewayId || GatewayId is not { } id
            || await db.Set<Gateway>().AnyAsync(gateway => gateway.Id == id && gateway.FacilityId == present.FacilityId, cancel)
            ? null
            : CommonProblems.Invalid("gatewayId", "There is no such gateway at this facility.");
    }
}
