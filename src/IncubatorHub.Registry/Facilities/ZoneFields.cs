using System.ComponentModel.DataAnnotations;
using IncubatorHub.Registry.Facilities.Rules;

namespace IncubatorHub.Registry.Facilities;

/// <summary>What a person may enter about a zone, on create and on edit alike.</summary>
public record ZoneFields : IValidatableObject
{
    [Required, StringLength(200, MinimumLength = 1)]
    public required string NameEn { get; init; }

    [Required, StringLength(200, MinimumLength = 1)]
    public required string NameJa { get; init; }

    /// <summary>The zone that it is a part of; null at the top.</summary>
    public Guid? ParentId { get; init; }

    [EnumDataType(typeof(ZoneKind))]
    public ZoneKind Kind { get; init; } = ZoneKind.Common;

    [EnumDataType(typeof(HazardClass))]
    public HazardClass Hazard { get; init; }

    /// <summary>Most people at once; null when unlimited.</summary>
    [Range(1, 100_000)]
    public int? CapacityMax { get; init; }

    /// <summary>Fewest people while anybody is in; null when none.</summary>
    [Range(1, 1_000)]
    public int? CapacityMin { get; init; }

    public bool CountsStaff { get; init; } = true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CapacityMin > CapacityMax)
            yield return new ValidationResult("Not above capacityMax.", [nameof(CapacityMin)]);
    }

    internal void ApplyTo(Zone zone)
    {
        (zone.NameEn, zone.NameJa, zone.ParentId, zone.Kind, zone.Hazard) = (NameEn, NameJa, ParentId, Kind, Hazard);
        (zone.CapacityMax, zone.CapacityMin, zone.CountsStaff) = (CapacityMax, CapacityMin, CountsStaff);
    }

    /// <summary>Whether the zone may hang where these fields say. Moves within one facility take turns, for two of them could close a cycle.</summary>
    internal async Task<Problem?> RefusePlace(HubDbContext db, Zone zone, CancellationToken cancel)
    {
        await db.TakeTurn("zones", zone.FacilityId, cancel);
        if (await db.RefuseZone(zone.FacilityId, ParentId, "parentId", cancel) is { } wrong)
            return wrong;
        var parents = await db.Zones.Where(one => one.FacilityId == zone.FacilityId)
            .Select(one => new { one.Id, one.ParentId }).ToDictionaryAsync(one => one.Id, one => one.ParentId, cancel);
        return ZoneTree.Judge(parents, zone.Id, ParentId) switch
        {
            ZoneTreeFault.Cycle => FacilityProblems.ZoneCycle,
            ZoneTreeFault.TooDeep => FacilityProblems.ZoneTooDeep,
            _ => null,
        };
    }
}
