using IncubatorHub.Laboratory.LabEquipment;

namespace IncubatorHub.Laboratory.Usage;

/// <summary>What equipment does, as all the house may know.</summary>
public enum EquipmentActivity
{
    /// <summary>Its readings are missing, or it has none.</summary>
    Unknown,
    Idle,
    Running,
}

/// <summary>How far the readings of a piece of equipment were taken, and what was made of them. It names no person.</summary>
public sealed class UsageWatch
{
    /// <summary>The equipment; one to one.</summary>
    public required Guid EquipmentId { get; init; }

    public required Guid FacilityId { get; init; }

    /// <summary>The gateway's id on the wire.</summary>
    public required string Source { get; set; }

    /// <summary>The device's name on the wire.</summary>
    public required string Device { get; set; }

    /// <summary>The metric that tells.</summary>
    public required string Metric { get; set; }

    /// <summary>UTC; since when this metric is followed. What was before says nothing of this equipment.</summary>
    public DateTimeOffset BeganAt { get; set; }

    /// <summary>UTC; readings up to here, included, are in <see cref="State"/>. A start goes on behind it, from the store.</summary>
    public DateTimeOffset ReadUntil { get; set; }

    /// <summary>The detector's memory, JSON.</summary>
    public string State { get; set; } = "";

    public EquipmentActivity Activity { get; set; }

    /// <summary>UTC; since when.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>UTC; readings that came out of order from here on are still to be worked in. Null: none.</summary>
    public DateTimeOffset? ReviseFrom { get; set; }
}

internal sealed class UsageWatchConfiguration : IEntityTypeConfiguration<UsageWatch>
{
    public void Configure(EntityTypeBuilder<UsageWatch> builder)
    {
        builder.ToTable("UsageWatches").BelongsToFacility(watch => watch.FacilityId, Audience.House);
        builder.HasKey(watch => watch.EquipmentId);
        builder.Property(watch => watch.Source).HasMaxLength(64);
        builder.Property(watch => watch.Device).HasMaxLength(64);
        builder.Property(watch => watch.Metric).HasMaxLength(64);
        builder.Property(watch => watch.State).HasMaxLength(2_000);
        builder.HasIndex(watch => watch.FacilityId);
        builder.HasOne<Equipment>().WithMany().HasForeignKey(watch => new { watch.FacilityId, watch.EquipmentId })
            .HasPrincipalKey(equipment => new { equipment.FacilityId, equipment.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
