namespace IncubatorHub.Registry.Facilities;

/// <summary>What a unit is let as.</summary>
public enum RoomType
{
    Office,
    SharedOffice,
    WetLaboratory,
    DryLaboratory,
    CleanRoom,
    Workshop,
    Storage,
}

/// <summary>A room or part of one that can be let.</summary>
public sealed class Unit : Entity, IRetirable
{
    /// <summary>The facility; it never changes.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>Short and unique in the facility, as on the door: <c>201</c>. It never changes.</summary>
    public required string Code { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; set; }

    /// <summary>Japanese name.</summary>
    public required string NameJa { get; set; }

    /// <summary>The zone that it lies in, of the same facility; null when not stated.</summary>
    public Guid? ZoneId { get; set; }

    /// <summary>What it is let as.</summary>
    public RoomType RoomType { get; set; }

    /// <summary>Floor area, m², above 0.</summary>
    public double AreaSquareMetres { get; set; }

    /// <summary>Whether it may be let; a reserved room is not, and does not count as vacant.</summary>
    public bool IsLettable { get; set; } = true;

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Ends its use; it stays for history.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;
}

internal sealed class UnitConfiguration : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> builder)
    {
        builder.ToTable("Units", table => table.HasCheckConstraint("CK_Units_Area", "\"AreaSquareMetres\" > 0"))
            .BelongsToFacility(unit => unit.FacilityId, Audience.House);
        builder.Property(unit => unit.Code).HasMaxLength(40);
        builder.Property(unit => unit.NameEn).HasMaxLength(200);
        builder.Property(unit => unit.NameJa).HasMaxLength(200);
        builder.HasIndex(unit => new { unit.FacilityId, unit.Code }).IsUnique();
        builder.HasOne<Facility>().WithMany().HasForeignKey(unit => unit.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasAlternateKey(unit => new { unit.FacilityId, unit.Id });
        builder.HasOne<Zone>().WithMany().HasForeignKey(unit => new { unit.FacilityId, unit.ZoneId })
            .HasPrincipalKey(zone => new { zone.FacilityId, zone.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
