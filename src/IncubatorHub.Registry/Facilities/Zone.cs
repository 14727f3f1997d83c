namespace IncubatorHub.Registry.Facilities;

/// <summary>What a zone is, physically.</summary>
public enum ZoneKind
{
    Building,
    Floor,
    Corridor,
    Office,
    Laboratory,
    CleanRoom,
    Storage,
    Common,
    Outdoor,
}

/// <summary>The main hazard of a zone; what a responder must know first.</summary>
public enum HazardClass
{
    None,
    Chemical,
    Gas,
    BiosafetyLevel1,
    BiosafetyLevel2,
    BiosafetyLevel3,
    Laser,
    Radiation,
    Electrical,
}

/// <summary>A physical part of a facility. Zones form a tree; doors stand between them and equipment stands in them.</summary>
public sealed class Zone : Entity, IRetirable
{
    /// <summary>Most levels of the tree, the root counted as 1.</summary>
    public const int MaxDepth = 8;

    /// <summary>The facility; it never changes.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>Short and unique in the facility: <c>b1-f2-wetlab</c>. It never changes.</summary>
    public required string Code { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; set; }

    /// <summary>Japanese name.</summary>
    public required string NameJa { get; set; }

    /// <summary>The zone that it is a part of, of the same facility; null at the top.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>What it is.</summary>
    public ZoneKind Kind { get; set; } = ZoneKind.Common;

    /// <summary>Its main hazard.</summary>
    public HazardClass Hazard { get; set; }

    /// <summary>Most people in it at once; null when unlimited.</summary>
    public int? CapacityMax { get; set; }

    /// <summary>Fewest people in it while anybody is (two-person rule); null when none.</summary>
    public int? CapacityMin { get; set; }

    /// <summary>Whether staff count towards the capacity.</summary>
    public bool CountsStaff { get; set; } = true;

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Ends its use; it stays for history.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;
}

internal sealed class ZoneConfiguration : IEntityTypeConfiguration<Zone>
{
    public void Configure(EntityTypeBuilder<Zone> builder)
    {
        builder.ToTable("Zones").BelongsToFacility(zone => zone.FacilityId, Audience.House);
        builder.Property(zone => zone.Code).HasMaxLength(40);
        builder.Property(zone => zone.NameEn).HasMaxLength(200);
        builder.Property(zone => zone.NameJa).HasMaxLength(200);
        builder.HasIndex(zone => new { zone.FacilityId, zone.Code }).IsUnique();
        builder.HasOne<Facility>().WithMany().HasForeignKey(zone => zone.FacilityId).OnDelete(DeleteBehavior.Restrict);
        // Over both columns, so that a parent of another facility is impossible, whatever the code does.
        builder.HasAlternateKey(zone => new { zone.FacilityId, zone.Id });
        builder.HasOne<Zone>().WithMany().HasForeignKey(zone => new { zone.FacilityId, zone.ParentId })
            .HasPrincipalKey(zone => new { zone.FacilityId, zone.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
