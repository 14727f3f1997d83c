using IncubatorHub.Registry.Facilities;

namespace IncubatorHub.Laboratory.LabEquipment;

/// <summary>Whether equipment can be used.</summary>
public enum EquipmentState
{
    InUse,
    OutOfService,
    Retired,
}

/// <summary>One piece of equipment of a facility: what stands there, whether or not a sensor watches it.</summary>
public sealed class Equipment : Entity, IRetirable
{
    /// <summary>Most bookings that may run on it at once.</summary>
    public const int MaxParallelSlots = 50;

    /// <summary>Longest warm-up or cool-down: a day.</summary>
    public const int MaxBufferMinutes = 1440;

    /// <summary>The facility; it never changes.</summary>
    public required Guid FacilityId { get; init; }

    /// <summary>The number on its inventory label, unique in the facility. It never changes.</summary>
    public required string AssetNumber { get; init; }

    /// <summary>Code of its <see cref="EquipmentClass"/>.</summary>
    public required string ClassCode { get; set; }

    /// <summary>English name.</summary>
    public required string NameEn { get; set; }

    /// <summary>Japanese name.</summary>
    public required string NameJa { get; set; }

    public string Maker { get; set; } = "";

    public string Model { get; set; } = "";

    public string Serial { get; set; } = "";

    /// <summary>The zone that it stands in, of the same facility; null when not stated.</summary>
    public Guid? ZoneId { get; set; }

    /// <summary>The device whose readings are its own; null when nothing watches it. One device watches one piece.</summary>
    public Guid? LinkedDeviceId { get; set; }

    public EquipmentState State { get; set; }

    /// <summary>Why it is out of service, for those who want to use it.</summary>
    public string StateNote { get; set; } = "";

    public DateOnly? PurchasedOn { get; set; }

    /// <summary>Whether tenants book it; if not, it is used without.</summary>
    public bool IsBookable { get; set; }

    /// <summary>How many bookings may run on it at once: 1 to <see cref="MaxParallelSlots"/>.</summary>
    public int ParallelSlots { get; set; } = 1;

    /// <summary>Kept free before each booking, minutes; neither charged nor counted.</summary>
    public int WarmUpMinutes { get; set; }

    /// <summary>Kept free after each booking, minutes; neither charged nor counted.</summary>
    public int CoolDownMinutes { get; set; }

    /// <summary>A zone that must be booked along, of the same facility: a dark room. Null: none.</summary>
    public Guid? CompanionZoneId { get; set; }

    /// <summary>A second instrument that must be booked along, of the same facility. Null: none.</summary>
    public Guid? CompanionEquipmentId { get; set; }

    /// <summary>Own threshold in place of the class's; null: the class's.</summary>
    public double? OnAbove { get; set; }

    /// <summary>Own threshold in place of the class's; null: the class's.</summary>
    public double? OffBelow { get; set; }

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Ends its use and frees its device.</summary>
    public void Retire(DateTimeOffset at)
    {
        RetiredAt ??= at;
        State = EquipmentState.Retired;
        LinkedDeviceId = null;
    }
}

internal sealed class EquipmentConfiguration : IEntityTypeConfiguration<Equipment>
{
    public void Configure(EntityTypeBuilder<Equipment> builder)
    {
        builder.ToTable("Equipment", table =>
        {
            table.HasCheckConstraint("CK_Equipment_Slots", $"\"ParallelSlots\" BETWEEN 1 AND {Equipment.MaxParallelSlots}");
            table.HasCheckConstraint("CK_Equipment_Buffers",
                $"\"WarmUpMinutes\" BETWEEN 0 AND {Equipment.MaxBufferMinutes} AND \"CoolDownMinutes\" BETWEEN 0 AND {Equipment.MaxBufferMinutes}");
            table.HasCheckConstraint("CK_Equipment_Thresholds", "\"OnAbove\" > \"OffBelow\"");
        }).BelongsToFacility(equipment => equipment.FacilityId, Audience.House);
        builder.Property(equipment => equipment.AssetNumber).HasMaxLength(40);
        builder.Property(equipment => equipment.ClassCode).HasMaxLength(40);
        builder.Property(equipment => equipment.NameEn).HasMaxLength(200);
        builder.Property(equipment => equipment.NameJa).HasMaxLength(200);
        builder.Property(equipment => equipment.Maker).HasMaxLength(100);
        builder.Property(equipment => equipment.Model).HasMaxLength(100);
        builder.Property(equipment => equipment.Serial).HasMaxLength(100);
        builder.Property(equipment => equipment.StateNote).HasMaxLength(500);
        builder.HasIndex(equipment => new { equipment.FacilityId, equipment.AssetNumber }).IsUnique();
        builder.HasIndex(equipment => equipment.LinkedDeviceId).IsUnique();
        builder.HasIndex(equipment => equipment.ClassCode);
        builder.HasOne<Facility>().WithMany().HasForeignKey(equipment => equipment.FacilityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EquipmentClass>().WithMany().HasForeignKey(equipment => equipment.ClassCode)
            .HasPrincipalKey(one => one.Code).OnDelete(DeleteBehavior.Restrict);
        // Over both columns, so that a zone of another facility is impossible.
        builder.HasOne<Zone>().WithMany().HasForeignKey(equipment => new { equipment.FacilityId, equipment.ZoneId })
            .HasPrincipalKey(zone => new { zone.FacilityId, zone.Id }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Zone>().WithMany().HasForeignKey(equipment => new { equipment.FacilityId, equipment.CompanionZoneId })
            .HasPrincipalKey(zone => new { zone.FacilityId, zone.Id }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Equipment>().WithMany().HasForeignKey(equipment => new { equipment.FacilityId, equipment.CompanionEquipmentId })
            .HasPrincipalKey(other => new { other.FacilityId, other.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
