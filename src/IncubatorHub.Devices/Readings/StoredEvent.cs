
namespace IncubatorHub.Devices.Readings;

/// <summary>An event of a gateway as it was received: stored once, in the order of the gateway, never changed.</summary>
public sealed class StoredEvent
{
    /// <summary>Grows in the order of storing; a cursor for whoever follows the events.</summary>
    public long Id { get; set; }

    /// <summary>The facility that the gateway served at receipt.</summary>
    public Guid FacilityId { get; set; }

    /// <summary>The gateway.</summary>
    public Guid GatewayId { get; set; }

    /// <summary>The epoch of the gateway's spool.</summary>
    public string Epoch { get; set; } = "";

    /// <summary>The number within the epoch; with gateway and epoch it names the event for good.</summary>
    public long Sequence { get; set; }

    /// <summary>When it happened, by the clock of its source.</summary>
    public DateTimeOffset OccurredAt { get; set; }

    /// <summary>When the hub received it.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>One of <c>EventKinds</c>, or another of that shape.</summary>
    public string Kind { get; set; } = "";

    /// <summary>What it happened at: a door, a device, the gateway.</summary>
    public string Source { get; set; } = "";

    /// <summary>A JSON object, or null.</summary>
    public string? Detail { get; set; }
}

internal sealed class StoredEventTable : IEntityTypeConfiguration<StoredEvent>
{
    public void Configure(EntityTypeBuilder<StoredEvent> builder)
    {
        builder.ToTable("GatewayEvents");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Epoch).HasMaxLength(32);
        builder.Property(e => e.Kind).HasMaxLength(64);
        builder.Property(e => e.Source).HasMaxLength(64);
        builder.HasIndex(e => new { e.GatewayId, e.Epoch, e.Sequence }).IsUnique();
        builder.HasIndex(e => new { e.FacilityId, e.OccurredAt });
        builder.HasOne<Gateway>().WithMany().HasForeignKey(e => e.GatewayId).OnDelete(DeleteBehavior.Restrict);
        builder.BelongsToFacility(e => e.FacilityId, Audience.Staff);
    }
}
