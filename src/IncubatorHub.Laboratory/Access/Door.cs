using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.Access;

/// <summary>What the lock does without power.</summary>
public enum LockFailure
{
    /// <summary>It opens: escape routes.</summary>
    FailSafe,

    /// <summary>It stays locked; a handle still lets people out.</summary>
    FailSecure,
}

/// <summary>A controlled door between two zones.</summary>
public sealed class Door : Entity, IRetirable
{
    /// <summary>Shortest and longest <see cref="HeldOpenSeconds"/>.</summary>
    public const int MinHeldOpenSeconds = 5;

    /// <summary>Longest <see cref="HeldOpenSeconds"/>: an hour.</summary>
    public const int MaxHeldOpenSeconds = 3600;

    /// <summary>The facility; it never changes.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>Short and unique in the facility: <c>lab-1-main</c>. It never changes.</summary>
    public required string Key { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; set; }

    /// <summary>Japanese name.</summary>
    public required string NameJa { get; set; }

    /// <summary>The zone on side A, the less protected one; null: outside the facility.</summary>
    public Guid? ZoneAId { get; set; }

    /// <summary>The zone on side B, which the door protects.</summary>
    public Guid? ZoneBId { get; set; }

    public LockFailure Failure { get; set; }

    /// <summary>How long it may stand open after a passage before it is reported, seconds.</summary>
    public int HeldOpenSeconds { get; set; } = 30;

    /// <summary>The gateway that runs it; null while none does.</summary>
    public Guid? GatewayId { get; set; }

    /// <summary>What the gateway calls it: the source of its events, 1 to 64 bytes. Unique for the gateway.</summary>
    public string ControllerKey { get; set; } = "";

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Ends its use; its events stay.</summary>
    public void Retire(DateTimeOffset at) => RetiredAt ??= at;
}

internal sealed class DoorConfiguration : IEntityTypeConfiguration<Door>
{
    public void Configure(EntityTypeBuilder<Door> builder)
    {
        builder.ToTable("Doors", table => table.HasCheckConstraint("CK_Doors_HeldOpen",
            $"\"HeldOpenSeconds\" BETWEEN {Door.MinHeldOpenSeconds} AND {Door.MaxHeldOpenSeconds}"))
            .BelongsToFacility(door => door.FacilityId, Audience.Staff);
        builder.Property(door => door.Key).HasMaxLength(40);
        builder.Property(door => door.NameEn).HasMaxLength(200);
        builder.Property(door => door.NameJa).HasMaxLength(200);
        builder.Property(door => door.ControllerKey).HasMaxLength(64);
        builder.HasIndex(door => new { door.FacilityId, door.Key }).IsUnique();
        // A door without a gateway has a null here, and nulls do not collide. A retired door keeps its events, so it keeps its name there.
        builder.HasIndex(door => new { door.GatewayId, door.ControllerKey }).IsUnique();
        builder.HasOne<Facility>().WithMany().HasForeignKey(door => door.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Zone>().WithMany().HasForeignKey(door => new { door.FacilityId, door.ZoneAId })
            .HasPrincipalKey(zone => new { zone.FacilityId, zone.Id }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Zone>().WithMany().HasForeignKey(door => new { door.FacilityId, door.ZoneBId })
            .HasPrincipalKey(zone => new { zone.FacilityId, zone.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
