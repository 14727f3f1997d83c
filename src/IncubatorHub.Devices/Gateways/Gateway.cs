
namespace IncubatorHub.Devices.Gateways;

/// <summary>Whether a gateway may connect.</summary>
public enum GatewayState
{
    /// <summary>Registered; it may connect.</summary>
    Active = 0,

    /// <summary>Taken out of service for a while; it may not connect.</summary>
    Suspended = 1,

    /// <summary>Out of service for good; it may not connect.</summary>
    Retired = 2,
}

/// <summary>An edge gateway of a facility.</summary>
public sealed class Gateway : Entity
{
    /// <summary>The id on the wire, as <c>GatewayId</c> of the wire contract allows it; it never changes.</summary>
    public string Key { get; set; } = "";

    /// <summary>The facility that it serves.</summary>
    public Guid FacilityId { get; set; }

    /// <summary>What people call it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Whether it may connect.</summary>
    public GatewayState State { get; set; }

    /// <summary>Whether it was connected when presence was last written; live presence stands in <see cref="GatewayConnections"/>.</summary>
    [Observed]
    public bool IsOnline { get; set; }

    /// <summary>When <see cref="IsOnline"/> last changed; null before the first connection.</summary>
    [Observed]
    public DateTimeOffset? OnlineChangedAt { get; set; }

    /// <summary>When something was last heard from it; null before the first connection.</summary>
    [Observed]
    public DateTimeOffset? LastHeardAt { get; set; }

    /// <summary>The epoch of its spool as last seen; an older one names a stale will.</summary>
    [Observed]
    public string? LastEpoch { get; set; }

    /// <summary>Number of the desired configuration; null: none was set.</summary>
    public long? DesiredVersion { get; set; }

    /// <summary>Number of the last configuration that the gateway judged, applied or refused; null: none.</summary>
    [Observed]
    public long? JudgedVersion { get; set; }

    /// <summary>Number of the configuration in force at the gateway, as it reported; null: none.</summary>
    [Observed]
    public long? ReportedVersion { get; set; }

    /// <summary>Why the gateway refused the last configuration, at most 2,000 characters; null: it did not.</summary>
    [Observed]
    public string? ConfigurationError { get; set; }
}

internal sealed class GatewayTable : IEntityTypeConfiguration<Gateway>
{
    public void Configure(EntityTypeBuilder<Gateway> builder)
    {
        builder.ToTable("Gateways");
        builder.HasKey(g => g.Id);
        builder.Property(g => g.Key).HasMaxLength(64);
        builder.Property(g => g.Name).HasMaxLength(200);
        builder.Property(g => g.LastEpoch).HasMaxLength(32);
        builder.Property(g => g.ConfigurationError).HasMaxLength(2000);
        builder.HasIndex(g => g.Key).IsUnique();
        builder.HasIndex(g => g.FacilityId);
        builder.BelongsToFacility(g => g.FacilityId, Audience.Staff);
    }
}
